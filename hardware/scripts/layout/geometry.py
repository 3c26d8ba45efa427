"""Courtyards and pads of every part, asked from KiCad's footprint libraries; written as JSON for the placer."""
import json
import os
import sys

import pcbnew

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import netlist as netlists  # noqa: E402

LIBRARIES = "/usr/share/kicad/footprints"


def load_footprint(name):
    """A footprint of the standard libraries."""
    library, footprint = name.split(":")
    return pcbnew.FootprintLoad(os.path.join(LIBRARIES, library + ".pretty"), footprint)


def describe(netlist):
    """reference -> courtyard (x0, y0, x1, y1) and pads [(number, x, y, net)], in mm, unrotated."""
    parts = {}
    for ref, component in netlist.components.items():
        footprint = load_footprint(component.footprint)
        box = footprint.GetCourtyard(pcbnew.F_CrtYd).BBox()
        pads = [(pad.GetNumber(), pcbnew.ToMM(pad.GetPosition().x), pcbnew.ToMM(pad.GetPosition().y),
                 netlist.net_of.get((ref, pad.GetNumber()), "")) for pad in footprint.Pads()]
        parts[ref] = {"courtyard": [pcbnew.ToMM(v) for v in (box.GetLeft(), box.GetTop(), box.GetRight(), box.GetBottom())], "pads": pads}
    return parts


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(describe(netlists.export()), out)
