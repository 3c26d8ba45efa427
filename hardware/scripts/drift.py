#!/usr/bin/env python3
"""Builds every generated file again and compares it with what is committed: schematic, project, board, pin map, constants.

The files are rebuilt in place and put back as they were, so that a failing check changes nothing.
"""
import os
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
    paths = sorted(os.path.join(BOARD, name) for name in names) + [pinmap.csharp_path(), pinmap.TABLE]
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
    problems = [f"{os.path.relpath(path, os.path.join(HERE, '..'))} differs from what its source gives: {_first_difference(committed[path], fresh[path])}"
                for path in paths if fresh[path] != committed[path]]
    return problems


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
