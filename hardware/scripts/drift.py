#!/usr/bin/env python3
"""Builds every generated file again and compares it with what is committed: schematic, project, board, pin map, constants.

The files are rebuilt in place and put back as they were, so that a failing check changes nothing. KiCad fills zones on several
threads and may place a vertex of a rounded corner differently from run to run: filled areas are compared by their size.
"""
import os
import re
import subprocess
import sys

import build_schematic
import own_symbols
import pinmap
import project_file

HERE = os.path.dirname(os.path.abspath(__file__))
BOARD = os.path.join(HERE, "..", "board")


def _read(paths):
    found = {}
    for path in paths:
        with open(path, "rb") as file:
            found[path] = file.read()
    return found


def check():
    """Files that their source no longer gives, as text."""
    names = [name for name in os.listdir(BOARD) if name.endswith((".kicad_sch", ".kicad_sym", ".kicad_pro", ".kicad_pcb")) or name == "sym-lib-table"]
    paths = sorted(os.path.join(BOARD, name) for name in names) + [pinmap.CSHARP, pinmap.TABLE]
    committed = _read(paths)
    try:
        own_symbols.write()
        build_schematic.build()
        project_file.write()
        fresh_schematic = _read(path for path in paths if not path.endswith(".kicad_pcb"))
        # The board is built from the committed schematic, so that one edit is reported once.
        for path in paths:
            with open(path, "wb") as out:
                out.write(committed[path])
        subprocess.run([sys.executable, os.path.join(HERE, "layout", "build_board.py")], check=True, stdout=subprocess.DEVNULL)
        fresh = {**fresh_schematic, **_read(path for path in paths if path.endswith(".kicad_pcb"))}
    finally:
        for path, content in committed.items():
            with open(path, "wb") as out:
                out.write(content)
    problems = []
    for path in paths:
        name = os.path.relpath(path, os.path.join(HERE, ".."))
        (old, old_areas), (new, new_areas) = _without_fills(committed[path]), _without_fills(fresh[path])
        if old != new:
            problems.append(f"{name} differs from what its source gives: {_first_difference(old, new)}")
        elif set(old_areas) != set(new_areas) or any(abs(old_areas[layer] - new_areas[layer]) > AREA_TOLERANCE * new_areas[layer] for layer in new_areas):
            problems.append(f"{name}: filled areas in mm2 are {old_areas}, the source gives {new_areas}")
    return problems


_FILL = re.compile(rb"\n\t\t\(filled_polygon\n\t\t\t\(layer \"([^\"]+)\"\)(.*?)\n\t\t\)", re.S)
_POINT = re.compile(rb"\(xy ([-0-9.]+) ([-0-9.]+)\)")
AREA_TOLERANCE = 0.002


def _without_fills(content):
    """A board's text without its filled polygons, and their area per layer in mm2."""
    areas = {}
    for layer, body in _FILL.findall(content):
        points = [(float(x), float(y)) for x, y in _POINT.findall(body)]
        area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]))) / 2
        areas[layer.decode()] = areas.get(layer.decode(), 0.0) + area
    return _FILL.sub(b"", content), {layer: round(area, 1) for layer, area in areas.items()}


def _first_difference(old, new):
    for number, (a, b) in enumerate(zip(old.splitlines(), new.splitlines()), 1):
        if a != b:
            return f"line {number}: {a.strip()[:80].decode(errors='replace')!r} is committed, {b.strip()[:80].decode(errors='replace')!r} is generated"
    return "one is longer than the other"


if __name__ == "__main__":
    faults = check()
    for fault in faults:
        print("drift:", fault)
    print(f"drift: {len(faults)} files differ")
    sys.exit(1 if faults else 0)
