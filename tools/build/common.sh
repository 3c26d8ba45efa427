# shellcheck shell=bash
# What the scripts in tools/ share. Sourced, not run.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

fail() {
    printf '%s: %s\n' "$(basename -- "$0")" "$1" >&2
    exit 2
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "installing packages needs root, and there is no sudo: install $* as root, then run this again"
    fi
}

need_dotnet() {
    if ! command -v dotnet >/dev/null || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        fail ".NET SDK 10 is missing: install the package dotnet-sdk-10.0 (or see dotnet.microsoft.com), then run this again"
    fi
}

# The broker is not on everybody's PATH.
find_mosquitto() {
    PATH=$PATH:/usr/sbin:/usr/local/sbin command -v mosquitto
}

has_libmosquitto() {
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q 'libmosquitto\.so\.1'
}

# Broker, its client library and its command line clients: from the distribution, where they are missing.
need_mosquitto() {
    local missing=()
    find_mosquitto >/dev/null || missing+=(mosquitto)
    has_libmosquitto || missing+=(libmosquitto1)
    command -v mosquitto_sub >/dev/null || missing+=(mosquitto-clients)
    if [ ${#missing[@]} -eq 0 ]; then
        return
    fi

    command -v apt-get >/dev/null || fail "missing: ${missing[*]}; this is no Debian or Ubuntu, install them by hand (see README.md)"
    echo "installing ${missing[*]} ..."
    install_quietly "${missing[@]}"
}

find_chromium() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] || command -v chromium || command -v chromium-browser || command -v google-chrome
}

# The browser in which the tests look at the page; from the distribution, where there is none.
need_chromium() {
    if find_chromium >/dev/null; then
        return
    fi

    command -v apt-get >/dev/null || fail "missing: chromium; this is no Debian or Ubuntu, install it by hand (see README.md), or name it in CHROMIUM"
    echo "installing chromium ..."
    install_quietly chromium fonts-dejavu-core
}

# A package that brings a service may not start it here: it was not asked for. A policy-rc.d answers 101 while dpkg runs.
install_quietly() {
    local policy=/usr/sbin/policy-rc.d own_policy=no log status=0
    log=$(mktemp)
    if [ ! -e "$policy" ]; then
        own_policy=yes
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi

    apt_install "$@" >"$log" 2>&1 || { as_root apt-get update >>"$log" 2>&1 && apt_install "$@" >>"$log" 2>&1; } || status=$?
    if [ "$own_policy" = yes ]; then
        as_root rm -f "$policy"
    fi

    case " $* " in
        *" mosquitto "*)
            if command -v systemctl >/dev/null && [ -d /run/systemd/system ]; then
                as_root systemctl disable --now mosquitto.service >>"$log" 2>&1 || true
            fi
            ;;
    esac

    if [ "$status" -ne 0 ]; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        fail "could not install: $*"
    fi

    rm -f "$log"
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}
