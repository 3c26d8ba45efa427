#!/usr/bin/env python3
"""Compares every footprint on the board with KiCad's library: pads, drills, shapes, whatever the rotation. Needs KiCad's python."""
import os
import sys

import pcbnew

BOARD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "board", "anodeguard.kicad_pcb")
LIBRARIES = "/usr/share/kicad/footprints"


def pads(footprint):
    """What matters of each pad, unrotated."""
    return sorted((pad.GetNumber(), pad.GetPosition().x, pad.GetPosition().y, pad.GetSize().x, pad.GetSize().y, pad.GetDrillSize().x,
                   pad.GetDrillSize().y, pad.GetShape(), pad.GetAttribute()) for pad in footprint.Pads())


def check():
    """Footprints that differ, as text."""
    problems = []
    for footprint in pcbnew.LoadBoard(BOARD).GetFootprints():
        library, name = footprint.GetFPIDAsString().split(":")
        original = pcbnew.FootprintLoad(os.path.join(LIBRARIES, library + ".pretty"), name)
        footprint.SetOrientationDegrees(0)
        footprint.SetPosition(pcbnew.VECTOR2I(0, 0))
        if pads(footprint) != pads(original):
            problems.append(f"{footprint.GetReference()}: pads differ from {library}:{name}")
    return problems


if __name__ == "__main__":
    faults = check()
    for fault in faults:
        print("footprints:", fault)
    print(f"footprints: {len(faults)} differ from their library")
    sys.exit(1 if faults else 0)
