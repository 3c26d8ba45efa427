#!/usr/bin/env python3
"""The pin map: generate what follows from it, and check that schematic, C# and chip agree with it.

    pinmap.py generate   writes docs/pinmap.md and the C# constants, hal/AnodeGuard.Hal.Esp32/Pins/BoardPins.cs
    pinmap.py check      exit 1, with one line per disagreement
"""
import json
import os
import re
import sys

import esp32s3
import netlist as netlists

HERE = os.path.dirname(os.path.abspath(__file__))
HARDWARE = os.path.join(HERE, "..")
REPOSITORY = os.path.join(HARDWARE, "..")
PINMAP = os.path.join(HARDWARE, "pinmap.json")
TABLE = os.path.join(HARDWARE, "docs", "pinmap.md")
CSHARP = os.path.join(REPOSITORY, "hal", "AnodeGuard.Hal.Esp32", "Pins", "BoardPins.cs")


def load(path=PINMAP):
    """The pin map's document."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def csharp(document):
    """The C# source: constants only."""
    name = document["current_revision"]
    board = document["revisions"][name]
    lines = ["// Generated from hardware/pinmap.json by hardware/scripts/pinmap.py. Do not edit: change the map and run it again.",
             "namespace AnodeGuard.Hal.Esp32", "{",
             f"    /// <summary>GPIO numbers and bus addresses of board revision {name} ({board['module']}).</summary>",
             "    public static class BoardPins", "    {"]
    for pin in board["pins"]:
        lines += [f"        /// <summary>{pin['net']}: {pin['note']}.</summary>",
                  f"        public const int {pin['constant']} = {pin['gpio']};", ""]
    for device in board["i2c"]:
        lines += [f"        /// <summary>{device['reference']} on I2C{device['bus']}.</summary>",
                  f"        public const int {device['constant']} = {device['address']};", ""]
    return "\n".join(lines[:-1] + ["    }", "}"]) + "\n"


def table(document):
    """The table for people."""
    lines = ["# Pin map", "", "Generated from `pinmap.json`. `hardware/ci.sh` checks it against the netlist, the C# constants and the pins that the",
             "ESP32-S3 cannot spare.", ""]
    for name, board in document["revisions"].items():
        lines += [f"## Revision {name}: {board['module']} ({board['reference']})", "",
                  "| GPIO | pad | net | direction | C# constant | without firmware | note |", "|---|---|---|---|---|---|---|"]
        lines += [f"| {pin['gpio']} | {esp32s3.GPIO_PAD[pin['gpio']]} | {pin['net']} | {pin['direction']} | `{pin['constant']}` | {pin['fail_safe']} | {pin['note']} |"
                  for pin in board["pins"]]
        lines += ["", "Reserved: " + "; ".join(f"GPIO{pin['gpio']} {pin['net']} ({pin['why']})" for pin in board["reserved"]) + ".", "",
                  "| device | bus | address | C# constant |", "|---|---|---|---|"]
        lines += [f"| {device['reference']} | I2C{device['bus']} | {device['address']} | `{device['constant']}` |" for device in board["i2c"]]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def _against_chip(board):
    seen = {}
    for pin in board["pins"]:
        gpio = pin["gpio"]
        if gpio in esp32s3.UNSAFE:
            yield f"pinmap.json: {pin['net']} is on GPIO{gpio}, which is unsafe: {esp32s3.UNSAFE[gpio]}"
        if gpio not in esp32s3.GPIO_PAD:
            yield f"pinmap.json: {pin['net']} is on GPIO{gpio}, which the module does not bring out"
        if pin["direction"] == "analog" and gpio not in esp32s3.ANALOG:
            yield f"pinmap.json: {pin['net']} is analog, but GPIO{gpio} is not an ADC1 input"
        for kind in ("net", "constant"):
            if (kind, pin[kind]) in seen:
                yield f"pinmap.json: {kind} {pin[kind]} appears twice"
            seen[kind, pin[kind]] = pin
        if ("gpio", gpio) in seen:
            yield f"pinmap.json: GPIO{gpio} carries both {seen['gpio', gpio]['net']} and {pin['net']}"
        seen["gpio", gpio] = pin


def _against_netlist(board, netlist):
    module = netlist.components.get(board["reference"])
    if module is None:
        yield f"schematic: the map's module {board['reference']} does not exist"
        return
    if module.value != board["module"]:
        yield f"schematic: {board['reference']} is {module.value}, the map says {board['module']}"
    mapped = {pin["gpio"]: pin["net"] for pin in board["pins"] + board["reserved"]}
    for pad, gpio in sorted(esp32s3.PAD_GPIO.items()):
        drawn, wanted = netlist.short_net(board["reference"], pad), mapped.get(gpio)
        if drawn != wanted:
            yield f"GPIO{gpio} (pad {pad}): schematic has net {drawn or 'nothing'}, pinmap.json says {wanted or 'nothing'}"


_ADDRESS_PINS = {"U403": (("1", "2"), {("AGND", "AGND"): 0x40}), "U402": (("1",), {("AGND",): 0x48, ("+3V3",): 0x49}),
                 "U203": (("4",), {("AGND",): 0x48, ("+3V3",): 0x49}), "U202": (("2", "3"), {("AGND", "AGND"): 0x50}),
                 "U204": (("5",), {("AGND",): 0x76, ("+3V3",): 0x77})}


def _against_straps(board, netlist):
    """The address each chip is strapped to."""
    for device in board["i2c"]:
        numbers, meaning = _ADDRESS_PINS[device["reference"]]
        nets = tuple(netlist.short_net(device["reference"], number) for number in numbers)
        strapped = meaning.get(nets)
        if strapped != int(device["address"], 16):
            yield (f"{device['reference']}: address pins on {', '.join(map(str, nets))} mean "
                   f"{'no known address' if strapped is None else hex(strapped)}, pinmap.json says {device['address']}")


def _against_files(document):
    for path, wanted in ((CSHARP, csharp(document)), (TABLE, table(document))):
        shown = os.path.relpath(path, REPOSITORY)
        if not os.path.exists(path):
            yield f"{shown}: missing; run hardware/scripts/pinmap.py generate"
            continue
        with open(path, encoding="utf-8") as file:
            found = file.read()
        if found == wanted:
            continue
        values = dict(re.findall(r"const int (\w+) = (\w+);", found))
        wanted_values = dict(re.findall(r"const int (\w+) = (\w+);", wanted))
        differing = [f"{name} is {values.get(name, 'missing')}, the map says {wanted_values.get(name, 'nothing')}"
                     for name in sorted(set(values) | set(wanted_values)) if values.get(name) != wanted_values.get(name)]
        yield f"{shown}: " + ("; ".join(differing) if differing else "differs from what pinmap.json generates")


def check(document=None, netlist=None):
    """All disagreements, as text."""
    document = document or load()
    netlist = netlist or netlists.export()
    board = document["revisions"][document["current_revision"]]
    return [*_against_chip(board), *_against_netlist(board, netlist), *_against_straps(board, netlist), *_against_files(document)]


def generate():
    """Write the C# constants and the table."""
    document = load()
    for path, text in ((CSHARP, csharp(document)), (TABLE, table(document))):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)


def main(arguments):
    if arguments == ["generate"]:
        generate()
        return 0
    if arguments == ["check"]:
        problems = check()
        for problem in problems:
            print("pin map:", problem)
        print(f"pin map: {len(problems)} disagreements")
        return 1 if problems else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
