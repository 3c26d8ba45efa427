"""Legend: names, revision, polarity, warnings, and a place for every reference that has room for one."""
import pcbnew

import floorplan

TEXTS = [  # text, x, y, height mm, rotation
    ("AnodeGuard rev A", 61, 86.2, 1.3, 0), ("CERN-OHL-W-2.0, not measured", 61, 88.4, 0.8, 0),
    ("CELL", 10.2, 81.0, 1.2, 0), ("CATH +", 14.6, 78.0, 0.8, 0), ("ANODE -", 22.4, 78.0, 0.8, 0),
    ("CYCLER", 86.6, 80.6, 1.2, 0), ("+", 69.4, 83.6, 1.4, 0), ("-", 83.4, 84.5, 1.4, 0),
    ("Cu SENSE", 7.6, 24.7, 1.0, 0), ("shell = guard, not GND", 11.2, 26.3, 0.8, 0),
    ("CATH", 13.4, 36.0, 0.8, 0), ("ANODE", 13.6, 41.1, 0.8, 0), ("NTC", 13.2, 46.2, 0.8, 0), ("NTC", 13.2, 51.2, 0.8, 0),
    ("USB", 116.6, 33.4, 1.0, 0), ("ISOLATED", 98.4, 44.0, 0.9, 90), ("cell side floats", 97.6, 20, 0.8, 90),
    ("INTERLOCK", 115.0, 82.6, 1.0, 0), ("COLLAPSE TRIP", 74, 52.4, 0.8, 0),
    ("RST", 95.6, 24.4, 0.8, 90), ("BOOT", 95.6, 20.4, 0.8, 90), ("USER", 95.6, 16.4, 0.8, 90),
]


def _box(item):
    box = item.GetBoundingBox()
    return box.GetLeft(), box.GetTop(), box.GetRight(), box.GetBottom()


def _urgency(footprint):
    """Who chooses a place first: test points and connectors, then chips, then the rest."""
    ref = footprint.GetReference()
    return (0 if ref.startswith(("TP", "J", "SW")) else 1 if ref.startswith(("U", "K", "Q", "D", "F")) else 2), ref


def _clash(a, boxes, gap):
    return any(a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap for b in boxes)


def draw(board, at, mm):
    """Put the texts; move each reference to a free place beside its part, or to the fabrication layer."""
    pads = [_box(pad) for footprint in board.GetFootprints() for pad in footprint.Pads()]
    graphics = [_box(item) for footprint in board.GetFootprints() for item in footprint.GraphicalItems() if item.GetLayer() == pcbnew.F_SilkS]
    taken = list(pads)
    for text, x, y, height, degrees in TEXTS:
        item = pcbnew.PCB_TEXT(board)
        item.SetText(text)
        item.SetPosition(at(x, y))
        item.SetLayer(pcbnew.F_SilkS)
        item.SetTextSize(pcbnew.VECTOR2I(mm(height), mm(height)))
        item.SetTextThickness(mm(height * 0.15))
        item.SetTextAngleDegrees(degrees)
        board.Add(item)
        taken.append(_box(item))
    hidden = []
    edge = [at(0, 0).x, at(0, 0).y, at(floorplan.WIDTH, 0).x, at(0, floorplan.HEIGHT).y]
    for footprint in sorted(board.GetFootprints(), key=_urgency):
        footprint.Value().SetLayer(pcbnew.F_Fab)
        reference = footprint.Reference()
        reference.SetTextSize(pcbnew.VECTOR2I(mm(0.8), mm(0.8)))
        reference.SetTextThickness(mm(0.12))
        if footprint.GetReference().startswith(("H", "FID")):
            reference.SetLayer(pcbnew.F_Fab)
            continue
        if not _find_place(footprint, reference, taken + graphics, edge, mm):
            reference.SetLayer(pcbnew.F_Fab)
            hidden.append(footprint.GetReference())
            continue
        taken.append(_box(reference))
    return hidden


def _find_place(footprint, reference, taken, edge, mm):
    box = footprint.GetCourtyard(pcbnew.F_CrtYd).BBox()
    centre = footprint.GetPosition() if footprint.GetReference() == "U201" else box.Centre()
    offsets = []
    for reach in (0.55, 0.8, 1.2, 1.8):
        dx, dy = box.GetWidth() // 2, box.GetHeight() // 2
        offsets += [(0, -dy - mm(reach), 0), (0, dy + mm(reach), 0), (-dx - mm(reach), 0, 90), (dx + mm(reach), 0, 90),
                    (-dx - mm(reach + 0.9), 0, 0), (dx + mm(reach + 0.9), 0, 0)]
    offsets += [(0, 0, 0), (0, 0, 90)]
    for dx, dy, angle in offsets:
        reference.SetTextAngleDegrees(angle)
        reference.SetPosition(pcbnew.VECTOR2I(centre.x + dx, centre.y + dy))
        a = _box(reference)
        inside = a[0] > edge[0] + mm(0.3) and a[1] > edge[1] + mm(0.3) and a[2] < edge[2] - mm(0.3) and a[3] < edge[3] - mm(0.3)
        if inside and not _clash(a, taken, mm(0.1)):
            return True
    return False
