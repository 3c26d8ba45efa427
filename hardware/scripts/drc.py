#!/usr/bin/env python3
"""Board rules: KiCad's design rule check with schematic parity; findings are fixed or waived in board/waivers.json."""
import json
import os
import subprocess
import sys
import tempfile

from erc import BOARD, report


def run():
    """KiCad's design rule check, unconnected items and parity included."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "drc.json")
        subprocess.run(["kicad-cli", "pcb", "drc", "--format", "json", "--severity-all", "--schematic-parity", "--all-track-errors", "-o", path,
                        os.path.join(BOARD, "anodeguard.kicad_pcb")], check=True, stdout=subprocess.DEVNULL)
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
    findings = []
    for group in ("violations", "unconnected_items", "schematic_parity"):
        for item in document[group]:
            places = "; ".join(f"{part['description']} at {part['pos']['x']:.2f},{part['pos']['y']:.2f}" for part in item["items"])
            findings.append((item["type"], item["description"] + " " + places))
    return findings


if __name__ == "__main__":
    sys.exit(1 if report("drc", run()) else 0)
