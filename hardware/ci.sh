#!/usr/bin/env bash
# Checks everything in this folder without a display. Installs KiCad 9, ngspice and gerbv if they are missing; where they cannot be
# had it says so loudly and ends with status 0 (the rest of the repository must not hang on it), or 1 under HARDWARE_REQUIRED=1.
#   ci.sh            all checks
#   ci.sh --break    also tries to break them (scripts/break_it.py)
set -u
cd "$(dirname "$0")"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

skip() {
    echo "########################################################################"
    echo "## HARDWARE CHECKS SKIPPED: $1"
    echo "########################################################################"
    [ "${HARDWARE_REQUIRED:-0}" = 1 ] && exit 1
    exit 0
}

installed() {
    command -v kicad-cli >/dev/null && kicad-cli version 2>/dev/null | grep -q '^9\.' && command -v ngspice >/dev/null \
        && [ -d /usr/share/kicad/symbols ] && [ -d /usr/share/kicad/footprints ] && /usr/bin/python3 -c 'import pcbnew' 2>/dev/null
}

install() {   # from Debian's backports, without touching the machine's own list of sources
    [ "$(id -u)" = 0 ] || skip "KiCad 9 is missing and this is not root"
    [ -f /etc/apt/sources.list.d/debian.sources ] || skip "KiCad 9 is missing and this is no Debian 12"
    local folder options
    folder=$(mktemp -d)
    mkdir -p "$folder/parts" "$folder/lists/partial"
    sed 's/bookworm-updates/& bookworm-backports/' /etc/apt/sources.list.d/debian.sources > "$folder/parts/debian.sources"
    options="-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=$folder/parts -o Dir::State::lists=$folder/lists"
    # shellcheck disable=SC2086
    { apt-get $options update && DEBIAN_FRONTEND=noninteractive apt-get $options install -y -t bookworm-backports --no-install-recommends \
        kicad kicad-symbols kicad-footprints ngspice && DEBIAN_FRONTEND=noninteractive apt-get $options install -y --no-install-recommends \
        gerbv xvfb xauth; } >"$log" 2>&1 || { tail -5 "$log"; skip "KiCad 9 cannot be installed"; }
    rm -rf "$folder"
}

installed || { echo "installing KiCad 9, ngspice, gerbv"; install; }
installed || skip "KiCad 9, ngspice or their libraries are still missing"
command -v gerbv >/dev/null && command -v xvfb-run >/dev/null || { apt-get update >/dev/null 2>&1; DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends gerbv xvfb xauth >"$log" 2>&1; }
settings=${KICAD_CONFIG_HOME:-$HOME/.config/kicad}/9.0
mkdir -p "$settings"
for table in sym fp; do
    [ -f "$settings/$table-lib-table" ] || cp "/usr/share/kicad/template/$table-lib-table" "$settings/"
done

failed=0
step() {   # name, command...
    local name=$1 start=$SECONDS status
    shift
    "$@" >"$log" 2>&1
    status=$?
    if [ $status -eq 0 ]; then
        printf 'ok    %-34s %3d s  %s\n' "$name" $((SECONDS - start)) "$(tail -1 "$log")"
    elif [ $status -eq 3 ]; then
        printf 'SKIP  %-34s %3d s  %s\n' "$name" $((SECONDS - start)) "$(tail -1 "$log")"
    else
        failed=$((failed + 1))
        printf 'FAIL  %-34s %3d s\n' "$name" $((SECONDS - start))
        sed 's/^/      /' "$log" | tail -40
    fi
}

python=/usr/bin/python3
step "generated files equal their source" $python scripts/drift.py
step "electrical rules" $python scripts/erc.py
step "pin map" $python scripts/pinmap.py check
step "values that limits depend on" $python scripts/design_values.py
step "bill of materials" $python scripts/bom.py check
step "FMEA covers every part" $python scripts/fmea.py
step "error budget" $python scripts/error_budget.py check
step "simulation, 60 random sets of parts" $python scripts/simulate.py --check --monte-carlo 60
step "board rules and parity" $python scripts/drc.py
step "footprints equal their library" $python scripts/footprint_check.py
step "fabrication outputs" $python scripts/fabrication.py
step "gerbers read by gerbv" $python scripts/gerber_check.py
[ "${1:-}" = --break ] && step "the checks can fail" $python scripts/break_it.py

[ $failed -eq 0 ] && echo "hardware: all checks passed" || echo "hardware: $failed checks FAILED"
[ $failed -eq 0 ]
