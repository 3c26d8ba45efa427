#!/usr/bin/env python3
"""Tries to break the checks: each mutation below must make the named check fail with a message that says what disagrees.

Works on a copy of the folder, so that the committed files are never touched.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
HARDWARE = os.path.join(HERE, "..")
PYTHON = "/usr/bin/python3"


def _swap(path, old, new, count=1):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if old not in text:
        raise SystemExit(f"break_it: {old!r} is not in {path}: the mutation has to follow the design")
    with open(path, "w", encoding="utf-8") as out:
        out.write(text.replace(old, new, count))


CONSTANTS = os.path.join("hal", "AnodeGuard.Hal.Esp32", "Pins", "BoardPins.cs")


def _constants(folder):
    """Where the C# constants are in the copy."""
    return os.path.join(folder, "..", CONSTANTS)


def _value(folder, sheet, ref, new):
    """Change a part's value in a drawn page."""
    path = os.path.join(folder, "board", sheet)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    changed, count = re.subn(r'(\(property "Reference" "%s"(?:(?!\(property).)*\(property "Value" ")[^"]*' % ref, r"\g<1>" + new, text, count=1, flags=re.S)
    if count != 1:
        raise SystemExit(f"break_it: no {ref} on {sheet}")
    with open(path, "w", encoding="utf-8") as out:
        out.write(changed)


def _drop_track(folder):
    path = os.path.join(folder, "board", "anodeguard.kicad_pcb")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as out:
        out.write(re.sub(r'\n\t\(segment\n(?:(?!\n\t\)).)*\(net \d+\)(?:(?!\n\t\)).)*\n\t\)', "", text, count=40, flags=re.S))


# name, check, what its message must contain, mutation
MUTATIONS = [
    ("pin moved in the schematic", ["pinmap.py", "check"], r"GPIO14.*(K1_EN|ARM)", lambda f: _swap(os.path.join(f, "board", "mcu.kicad_sch"), '(global_label "ARM"', '(global_label "K1_EN"')),
    ("pin moved in the map", ["pinmap.py", "check"], r"GPIO48.*pinmap.json says WDI|GPIO47", lambda f: _swap(os.path.join(f, "pinmap.json"), '"gpio": 47', '"gpio": 48')),
    ("unsafe pin in the map", ["pinmap.py", "check"], r"GPIO46, which is unsafe", lambda f: _swap(os.path.join(f, "pinmap.json"), '"gpio": 47', '"gpio": 46')),
    ("pin moved in the C#", ["pinmap.py", "check"], r"BoardPins.cs: Arm is 15", lambda f: _swap(_constants(f), "Arm = 14", "Arm = 15")),
    ("net renamed", ["pinmap.py", "check"], r"GPIO13.*FIRMWARE_TRIP|GPIO13.*nothing", lambda f: _swap(os.path.join(f, "board", "mcu.kicad_sch"), '(global_label "FW_TRIP"', '(global_label "FIRMWARE_TRIP"')),
    ("net renamed: board parity", ["drc.py"], r"net_conflict", lambda f: _swap(os.path.join(f, "board", "mcu.kicad_sch"), '(global_label "LED_OK"', '(global_label "LED_FINE"')),
    ("chip's address strapped otherwise", ["pinmap.py", "check"], r"U203: address pins", lambda f: _swap(os.path.join(f, "pinmap.json"), '"address": "0x49"', '"address": "0x4A"')),
    ("over-current resistor", ["design_values.py"], r"over_current.pouch_a", lambda f: _value(f, "protect.kicad_sch", "R503", "47k 0.1%")),
    ("collapse resistor", ["design_values.py"], r"collapse.threshold_v", lambda f: _value(f, "protect.kicad_sch", "R508", "30k 0.1%")),
    ("mask capacitor", ["design_values.py"], r"mask.length_ms", lambda f: _value(f, "protect.kicad_sch", "C506", "220n")),
    ("sense divider", ["design_values.py"], r"sense.adc_scale", lambda f: _value(f, "measure.kicad_sch", "R412", "33k 0.1%")),
    ("injector resistor, simulated", ["simulate.py"], r"self_test", lambda f: _value(f, "sense.kicad_sch", "R2", "10M")),
    ("limit tightened, simulated", ["simulate.py"], r"contact.1_kohm_to_collapse_ms", lambda f: _swap(os.path.join(f, "sim", "limits.json"), '"min": 30, "max": 45', '"min": 30, "max": 31')),
    ("committed waveform edited", ["simulate.py", "--check"], r"self_test.csv: .* differ", lambda f: _swap(os.path.join(f, "sim", "results", "self_test.csv"), ",3.0000", ",2.9000", 60)),
    ("part without number", ["bom.py", "check"], r"no MPN", lambda f: _swap(os.path.join(f, "board", "sense.kicad_sch"), '(property "MPN"', '(property "MPX"')),
    ("part missing in the FMEA", ["fmea.py"], r"U303.*missing", lambda f: _swap(os.path.join(f, "docs", "fmea.csv"), "U303,", "U302,", 2)),
    ("track removed", ["drc.py"], r"unconnected_items", _drop_track),
    ("generated page edited", ["drift.py"], r"sense.kicad_sch differs", lambda f: _swap(os.path.join(f, "board", "sense.kicad_sch"), "100 Mohm to the buffer", "10 Mohm to the buffer")),
    ("gerber edited", ["fabrication.py"], r"F_Cu.gbr", lambda f: _swap(os.path.join(f, "fab", "rev-A", "gerbers", "anodeguard-F_Cu.gbr"), "D03*", "D02*")),
    ("gerber edited, read by gerbv", ["gerber_check.py"], r"no copper at pad", lambda f: _gerber_pads(f)),
    ("error budget out of date", ["error_budget.py", "check"], r"differs", lambda f: _swap(os.path.join(f, "docs", "error-budget.md"), "worst case", "best case")),
]


def _gerber_pads(folder):
    """Take away a third of the flashes of the top layer."""
    path = os.path.join(folder, "fab", "rev-A", "gerbers", "anodeguard-F_Cu.gbr")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(line for i, line in enumerate(lines) if not (line.endswith("D03*") and i % 3 == 0)))


def main():
    missed = 0
    for name, check, message, mutate in MUTATIONS:
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "hardware")
            shutil.copytree(HARDWARE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.kicad_prl"))
            os.makedirs(os.path.join(folder, os.path.dirname(CONSTANTS)))
            shutil.copy(os.path.join(HARDWARE, "..", CONSTANTS), os.path.join(folder, CONSTANTS))
            mutate(copy)
            done = subprocess.run([PYTHON, os.path.join(copy, "scripts", check[0]), *check[1:]], capture_output=True, text=True, check=False)
            said = done.stdout + done.stderr
            line = next((line for line in said.splitlines() if re.search(message, line)), None)
            if done.returncode == 0 or line is None:
                missed += 1
                print(f"NOT CAUGHT {name}: {check[0]} ended with {done.returncode}: {said[-300:]!r}")
            else:
                print(f"caught     {name}: {line.strip()[:170]}", flush=True)
    print(f"break it: {len(MUTATIONS)} mutations, {missed} not caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
