#!/usr/bin/env python3
"""Fabrication outputs of the current revision.

    fabrication.py write     exports everything to fab/rev-A, with checksums
    fabrication.py check     exports again and compares with what is committed, dates masked

The schematic's PDF and the render are compared by the checksum of what they are made from (the PDF carries dates, the
render depends on the graphics library); everything else is compared text by text.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

import bom
import pinmap

HERE = os.path.dirname(os.path.abspath(__file__))
BOARD = os.path.join(HERE, "..", "board")
REVISION = pinmap.load()["current_revision"]
FOLDER = os.path.join(HERE, "..", "fab", "rev-" + REVISION)
PCB, SCHEMATIC = os.path.join(BOARD, "anodeguard.kicad_pcb"), os.path.join(BOARD, "anodeguard.kicad_sch")
LAYERS = "F.Cu,In1.Cu,In2.Cu,B.Cu,F.Mask,B.Mask,F.Paste,B.Paste,F.SilkS,B.SilkS,Edge.Cuts,F.Fab"
_DATES = re.compile(r"(TF\.CreationDate,|Created by KiCad .*date |date )[^*\n]*|\"CreationDate\": \"[^\"]*\"|; DRILL file .*|; #@! TF\.CreationDate.*|### Module positions - created on .*")


def _kicad(*arguments):
    subprocess.run(["kicad-cli", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def export(folder, pictures):
    """All outputs into a folder."""
    gerbers = os.path.join(folder, "gerbers")
    os.makedirs(gerbers, exist_ok=True)
    _kicad("pcb", "export", "gerbers", "--layers", LAYERS, "--no-protel-ext", "-o", gerbers + "/", PCB)
    _kicad("pcb", "export", "drill", "--format", "excellon", "--excellon-separate-th", "-o", gerbers + "/", PCB)
    _kicad("pcb", "export", "pos", "--format", "csv", "--units", "mm", "--exclude-dnp", "-o", os.path.join(folder, "pos.csv"), PCB)
    bom.write(folder)
    if pictures:
        _kicad("sch", "export", "pdf", "-o", os.path.join(folder, "schematic.pdf"), SCHEMATIC)
        for side in ("top", "bottom"):
            _kicad("pcb", "render", "--side", side, "-w", "1800", "-h", "1400", "--quality", "basic", "-o", os.path.join(folder, f"render-{side}.png"), PCB)


def masked(path):
    """A file's text without dates."""
    with open(path, encoding="utf-8") as file:
        return _DATES.sub(lambda match: match[1] or "", file.read())


def _texts(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            if not name.endswith((".pdf", ".png", "checksums.txt", "sources.json", ".md")):
                path = os.path.join(base, name)
                found[os.path.relpath(path, folder)] = masked(path)
    return found


def sources():
    """What the pictures are made from: checksums of schematic pages and board."""
    names = sorted(name for name in os.listdir(BOARD) if name.endswith((".kicad_sch", ".kicad_pcb")))
    return {name: _sha(os.path.join(BOARD, name)) for name in names}


def _sha(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def write():
    """Export and commit checksums."""
    os.makedirs(FOLDER, exist_ok=True)
    export(FOLDER, True)
    with open(os.path.join(FOLDER, "sources.json"), "w", encoding="utf-8") as out:
        json.dump(sources(), out, indent=2)
        out.write("\n")
    lines = []
    for base, _, names in os.walk(FOLDER):
        for name in names:
            if name != "checksums.txt":
                path = os.path.join(base, name)
                lines.append(f"{_sha(path)}  {os.path.relpath(path, FOLDER)}")
    with open(os.path.join(FOLDER, "checksums.txt"), "w", encoding="utf-8") as out:
        out.write("\n".join(sorted(lines, key=lambda line: line[66:])) + "\n")


def check():
    """Differences between what is committed and what the board gives now, as text."""
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        export(folder, False)
        fresh, committed = _texts(folder), _texts(FOLDER)
    for name in sorted(set(fresh) | set(committed)):
        if fresh.get(name) != committed.get(name):
            problems.append(f"fab/rev-{REVISION}/{name} " + ("is missing" if name not in committed else "is no longer produced" if name not in fresh else "differs from what the board gives now"))
    with open(os.path.join(FOLDER, "sources.json"), encoding="utf-8") as file:
        recorded = json.load(file)
    problems += [f"fab/rev-{REVISION}: schematic.pdf and the renders were made from another {name}" for name, sha in sources().items() if recorded.get(name) != sha]
    with open(os.path.join(FOLDER, "checksums.txt"), encoding="utf-8") as file:
        for line in file:
            sha, name = line.rstrip("\n").split("  ", 1)
            path = os.path.join(FOLDER, name)
            if not os.path.exists(path) or _sha(path) != sha:
                problems.append(f"fab/rev-{REVISION}/{name} does not match checksums.txt")
    return problems


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write()
        sys.exit(0)
    faults = check()
    for fault in faults:
        print("fabrication:", fault)
    print(f"fabrication: {len(faults)} differences")
    sys.exit(1 if faults else 0)
