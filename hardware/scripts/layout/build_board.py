#!/usr/bin/env python3
"""Builds board/anodeguard.kicad_pcb from the netlist, placement.json, routes.json and floorplan.py. Needs KiCad's python.

    build_board.py                  the whole board
    build_board.py --bare FILE      without routes; FILE receives pads and obstacles for the router (JSON)
"""
import json
import math
import os
import sys

import pcbnew

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, ".."))
import floorplan  # noqa: E402
import geometry  # noqa: E402
import netlist as netlists  # noqa: E402
import silkscreen  # noqa: E402
from hand_routes import HAND_ROUTES  # noqa: E402

BOARD_FOLDER = os.path.join(HERE, "..", "..", "board")
PLACEMENT = os.path.join(BOARD_FOLDER, "placement.json")
ROUTES = os.path.join(BOARD_FOLDER, "routes.json")
OUTPUT = os.path.join(BOARD_FOLDER, "anodeguard.kicad_pcb")
LAYERS = {"F": pcbnew.F_Cu, "1": pcbnew.In1_Cu, "2": pcbnew.In2_Cu, "B": pcbnew.B_Cu}
TITLE = "AnodeGuard cell monitor"


def mm(value):
    return pcbnew.FromMM(float(value))


def at(x, y):
    """A board coordinate on KiCad's page."""
    return pcbnew.VECTOR2I(mm(x + floorplan.ORIGIN[0]), mm(y + floorplan.ORIGIN[1]))


class Builder:
    def __init__(self, netlist):
        pcbnew.KIID.SeedGenerator(20261121)   # the same identifiers every time
        self.netlist = netlist
        self.board = pcbnew.BOARD()
        self.board.SetCopperLayerCount(4)
        self.board.SetFileName(OUTPUT)
        settings = self.board.GetDesignSettings()
        settings.SetBoardThickness(mm(1.6))
        title = self.board.GetTitleBlock()
        title.SetTitle(TITLE)
        title.SetRevision("A")
        title.SetDate("2026-11-21")
        title.SetCompany("AnodeGuard, CERN-OHL-W-2.0")
        title.SetComment(0, "Not built, not measured")
        self.nets = {}
        for name in sorted(netlist.nets):
            net = pcbnew.NETINFO_ITEM(self.board, name)
            self.board.Add(net)
            self.nets[name] = net
        self.short = {name.split("/")[-1]: net for name, net in self.nets.items()}

    def outline(self):
        radius = 3.0
        width, height = floorplan.WIDTH, floorplan.HEIGHT
        for (x0, y0), (x1, y1) in (((radius, 0), (width - radius, 0)), ((width, radius), (width, height - radius)),
                                   ((width - radius, height), (radius, height)), ((0, height - radius), (0, radius))):
            line = pcbnew.PCB_SHAPE(self.board, pcbnew.SHAPE_T_SEGMENT)
            line.SetStart(at(x0, y0))
            line.SetEnd(at(x1, y1))
            self._edge(line)
        half = radius * math.sqrt(0.5)
        for cx, cy, sx, sy in ((radius, radius, -1, -1), (width - radius, radius, 1, -1), (width - radius, height - radius, 1, 1), (radius, height - radius, -1, 1)):
            arc = pcbnew.PCB_SHAPE(self.board, pcbnew.SHAPE_T_ARC)
            arc.SetArcGeometry(at(cx + sx * radius, cy), at(cx + sx * half, cy + sy * half), at(cx, cy + sy * radius))
            self._edge(arc)

    def _edge(self, shape):
        shape.SetLayer(pcbnew.Edge_Cuts)
        shape.SetWidth(mm(0.1))
        self.board.Add(shape)

    def footprints(self):
        with open(PLACEMENT, encoding="utf-8") as file:
            placement = json.load(file)
        for ref in sorted(self.netlist.components):
            component = self.netlist.components[ref]
            footprint = geometry.load_footprint(component.footprint)
            library, name = component.footprint.split(":")
            footprint.SetFPID(pcbnew.LIB_ID(library, name))
            footprint.SetReference(ref)
            footprint.SetValue(component.value)
            footprint.SetPath(pcbnew.KIID_PATH(component.path))
            for key, text in component.fields.items():
                if key not in ("Footprint", "Datasheet", "Description"):
                    footprint.SetField(key, text)
                    footprint.GetFieldByName(key).SetVisible(False)
            footprint.SetField("Description", component.fields.get("Description", ""))
            footprint.GetFieldByName("Description").SetVisible(False)
            footprint.SetExcludedFromBOM(not component.in_bom)
            footprint.SetExcludedFromPosFiles(not component.in_bom)
            footprint.SetDNP(component.dnp)
            x, y, degrees = placement[ref]
            footprint.SetPosition(at(x, y))
            footprint.SetOrientationDegrees(degrees)
            for pad in footprint.Pads():
                net = self.netlist.net_of.get((ref, pad.GetNumber()))
                if net:
                    pad.SetNet(self.nets[net])
            self.board.Add(footprint)

    def track(self, net, layer, width, points):
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            segment = pcbnew.PCB_TRACK(self.board)
            segment.SetStart(at(x0, y0))
            segment.SetEnd(at(x1, y1))
            segment.SetWidth(mm(width))
            segment.SetLayer(LAYERS[layer])
            segment.SetNet(self.short[net])
            self.board.Add(segment)

    def via(self, net, x, y, size=0.6, drill=0.3):
        via = pcbnew.PCB_VIA(self.board)
        via.SetPosition(at(x, y))
        via.SetWidth(mm(size))
        via.SetDrill(mm(drill))
        via.SetNet(self.short[net])
        self.board.Add(via)

    def tracks(self, with_routes):
        for net, layer, width, points in HAND_ROUTES:
            if layer == "via":
                for x, y in points:
                    self.via(net, x, y)
            else:
                self.track(net, layer, width, points)
        if with_routes and os.path.exists(ROUTES):
            with open(ROUTES, encoding="utf-8") as file:
                routes = json.load(file)
            for net, layer, width, points in routes["tracks"]:
                self.track(net, layer, width, points)
            for net, x, y in routes["vias"]:
                self.via(net, x, y)

    def zone(self, net, layers, outline, name, clearance, priority, minimum=0.25, solid=False):
        zone = pcbnew.ZONE(self.board)
        polygon = zone.Outline()
        polygon.NewOutline()
        for x, y in outline:
            polygon.Append(at(x, y))
        layer_set = pcbnew.LSET()
        for layer in layers:
            layer_set.AddLayer(LAYERS[layer])
        zone.SetLayerSet(layer_set)
        zone.SetNet(self.short[net])
        zone.SetZoneName(name)
        zone.SetLocalClearance(mm(clearance))
        zone.SetMinThickness(mm(minimum))
        zone.SetAssignedPriority(priority)
        zone.SetPadConnection(pcbnew.ZONE_CONNECTION_FULL if solid else pcbnew.ZONE_CONNECTION_THERMAL)
        zone.SetThermalReliefGap(mm(0.25))
        zone.SetThermalReliefSpokeWidth(mm(0.3))
        zone.SetIslandRemovalMode(pcbnew.ISLAND_REMOVAL_MODE_ALWAYS)
        self.board.Add(zone)

    def zones(self):
        self.zone("AGND", "F1B", floorplan.CELL_SIDE, "AGND", 0.25, 0)
        self.zone("+3V3", "2", floorplan.CELL_SIDE, "3V3 plane", 0.25, 0)
        self.zone("USB_GND", "F12B", floorplan.USB_SIDE, "USB_GND", 0.25, 0)
        self.zone("GUARD", "F12B", floorplan.GUARD_AREA, "guard", 0.25, 10, solid=True)
        for net, outlines in floorplan.CURRENT_AREAS.items():
            for outline in outlines:
                self.zone(net, "FB", outline, net, 0.4, 5, 0.5, solid=True)

    def guard_mask(self):
        """Open the solder mask over the guard ring, so that surface leakage ends on metal."""
        for ring in floorplan.GUARD_RINGS:
            self.track("GUARD", "F", 0.25, ring)
        for opening in floorplan.GUARD_OPENINGS:
            for start, end in zip(opening, opening[1:]):
                line = pcbnew.PCB_SHAPE(self.board, pcbnew.SHAPE_T_SEGMENT)
                line.SetStart(at(*start))
                line.SetEnd(at(*end))
                line.SetLayer(pcbnew.F_Mask)
                line.SetWidth(mm(0.25))
                self.board.Add(line)

    def save(self):
        pcbnew.SaveBoard(OUTPUT, self.board, True)
        board = pcbnew.LoadBoard(OUTPUT)
        pcbnew.ZONE_FILLER(board).Fill(board.Zones())
        pcbnew.SaveBoard(OUTPUT, board, True)


def dump_for_router(board, path):
    """Pads, holes and copper-free areas, in board millimetres."""
    origin_x, origin_y = floorplan.ORIGIN
    items = []
    for footprint in board.GetFootprints():
        for pad in footprint.Pads():
            box = pad.GetBoundingBox()
            layers = "".join(name for name in "FB" if pad.IsOnLayer(LAYERS[name]))
            hole = pcbnew.ToMM(pad.GetDrillSize().x)
            items.append({"ref": footprint.GetReference(), "number": pad.GetNumber(), "net": pad.GetNetname().split("/")[-1],
                          "x": pcbnew.ToMM(pad.GetPosition().x) - origin_x, "y": pcbnew.ToMM(pad.GetPosition().y) - origin_y,
                          "box": [pcbnew.ToMM(box.GetLeft()) - origin_x, pcbnew.ToMM(box.GetTop()) - origin_y,
                                  pcbnew.ToMM(box.GetRight()) - origin_x, pcbnew.ToMM(box.GetBottom()) - origin_y],
                          "layers": layers, "hole": hole})
    keepouts = []
    for footprint in board.GetFootprints():
        for zone in footprint.Zones():
            box = zone.GetBoundingBox()
            keepouts.append([pcbnew.ToMM(v) - o for v, o in ((box.GetLeft(), origin_x), (box.GetTop(), origin_y), (box.GetRight(), origin_x), (box.GetBottom(), origin_y))])
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"pads": items, "keepouts": keepouts, "hand": HAND_ROUTES}, out)


def main(arguments):
    builder = Builder(netlists.export())
    builder.outline()
    builder.footprints()
    if arguments[:1] == ["--bare"]:
        dump_for_router(builder.board, arguments[1])
        return
    builder.tracks(True)
    builder.zones()
    builder.guard_mask()
    silkscreen.draw(builder.board, at, mm)
    builder.save()


if __name__ == "__main__":
    main(sys.argv[1:])
