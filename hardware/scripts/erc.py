#!/usr/bin/env python3
"""Electrical rules: every finding is fixed, or waived in board/waivers.json with a reason; unused waivers fail too."""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BOARD = os.path.join(HERE, "..", "board")
WAIVERS = os.path.join(BOARD, "waivers.json")


def unwaived(findings, check):
    """Split findings [(type, text)] by the waivers of a check ("erc", "drc"): those that stay, and waivers never used."""
    with open(WAIVERS, encoding="utf-8") as file:
        waivers = [waiver for waiver in json.load(file)["waivers"] if waiver["check"] == check]
    used = set()
    left = []
    for kind, text in findings:
        match = next((index for index, waiver in enumerate(waivers)
                      if waiver["type"] == kind and re.search(waiver["items"], text)), None)
        if match is None:
            left.append((kind, text))
        else:
            used.add(match)
    return left, [waiver for index, waiver in enumerate(waivers) if index not in used]


def report(check, findings):
    """Print what is not waived; the number of problems."""
    left, idle = unwaived(findings, check)
    for kind, text in left:
        print(f"{check}: {kind}: {text}")
    for waiver in idle:
        print(f"{check}: waiver no longer needed: {waiver['type']} {waiver['items']}")
    print(f"{check}: {len(findings)} findings, {len(findings) - len(left)} waived with a reason, {len(left)} left")
    return len(left) + len(idle)


def run():
    """KiCad's electrical rule check."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "erc.json")
        subprocess.run(["kicad-cli", "sch", "erc", "--format", "json", "--severity-all", "-o", path,
                        os.path.join(BOARD, "anodeguard.kicad_sch")], check=True, stdout=subprocess.DEVNULL)
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
    return [(item["type"], sheet["path"] + " " + "; ".join(part["description"] for part in item["items"]))
            for sheet in document["sheets"] for item in sheet["violations"]]


if __name__ == "__main__":
    sys.exit(1 if report("erc", run()) else 0)
