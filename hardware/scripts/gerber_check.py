#!/usr/bin/env python3
"""Reads the committed gerbers with gerbv, an independent reader, and compares what it draws with KiCad's board.

Every pad must be copper in gerbv's picture of its layer and bare in the solder mask's; so must the guard ring; the isolation
barriers and the antenna's area must be free of copper; the outline must have the board's size; the drill files must hold the board's holes.
Needs gerbv (drawn on a virtual display) and KiCad's python for the board's side.
"""
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

import pcbnew

from fabrication import FOLDER, PCB

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "layout"))
import floorplan  # noqa: E402

DPI = 600
PIXELS_PER_MM = DPI / 25.4
MARGIN_MM = 2.0


def read_png(path):
    """Rows of grey values of an 8-bit PNG without interlacing."""
    with open(path, "rb") as file:
        data = file.read()
    position, width, height, channels, packed = 8, 0, 0, 0, b""
    while position < len(data):
        length, kind = struct.unpack(">I4s", data[position:position + 8])
        body = data[position + 8:position + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", body)
            if depth != 8 or interlace:
                raise ValueError(f"{path}: {depth} bits, interlace {interlace}")
            channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
        elif kind == b"IDAT":
            packed += body
        position += 12 + length
    raw, stride = zlib.decompress(packed), width * channels
    rows, previous, offset = [], bytes(stride), 0
    for _ in range(height):
        method, line = raw[offset], bytearray(raw[offset + 1:offset + 1 + stride])
        offset += 1 + stride
        if method == 1:
            for i in range(channels, stride):
                line[i] = (line[i] + line[i - channels]) & 255
        elif method == 2:
            line = bytearray((a + b) & 255 for a, b in zip(line, previous))
        elif method == 3:
            for i in range(stride):
                line[i] = (line[i] + ((line[i - channels] if i >= channels else 0) + previous[i]) // 2) & 255
        elif method == 4:
            for i in range(stride):
                a, b, c = (line[i - channels] if i >= channels else 0), previous[i], (previous[i - channels] if i >= channels else 0)
                p = a + b - c
                pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
                line[i] = (line[i] + (a if pa <= pb and pa <= pc else b if pb <= pc else c)) & 255
        rows.append(bytes(line[::channels]))
        previous = bytes(line)
    return rows


class Picture:
    """gerbv's drawing of one layer: white where there is material; origin and scale in board coordinates."""

    def __init__(self, name, box, folder):
        self.x0, self.y0, self.x1, self.y1 = box
        path = os.path.join(folder, name + ".png")
        # gerbv counts from the lower left corner, in inches, y upwards.
        subprocess.run(["xvfb-run", "-a", "gerbv", "-x", "png", f"--dpi={DPI}", "--background=#000000", "--foreground=#FFFFFF", "--border=0",
                        f"--origin={self.x0 / 25.4:.5f}x{-self.y1 / 25.4:.5f}", f"--window_inch={(self.x1 - self.x0) / 25.4:.5f}x{(self.y1 - self.y0) / 25.4:.5f}",
                        "-o", path, os.path.join(FOLDER, "gerbers", name)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.rows = read_png(path)

    def material(self, x, y):
        row, column = int((y - self.y0) * PIXELS_PER_MM), int((x - self.x0) * PIXELS_PER_MM)
        return self.rows[row][column] > 127

    def extent(self):
        """Width and height of everything drawn, mm."""
        used = [i for i, row in enumerate(self.rows) if max(row) > 127]
        columns = [max(row[i] for row in self.rows) > 127 for i in range(len(self.rows[0]))]
        return (len(columns) - columns.index(True) - columns[::-1].index(True)) / PIXELS_PER_MM, (used[-1] - used[0] + 1) / PIXELS_PER_MM


def _along(picture, lines, complaint):
    """Follow polylines; a complaint for each line with a place without material."""
    problems = []
    for line in lines:
        for (xa, ya), (xb, yb) in zip(line, line[1:]):
            steps = max(2, int(10 * max(abs(xb - xa), abs(yb - ya))))
            gaps = [i for i in range(1, steps) if not picture.material(floorplan.ORIGIN[0] + xa + (xb - xa) * i / steps, floorplan.ORIGIN[1] + ya + (yb - ya) * i / steps)]
            if gaps:
                problems.append(f"{complaint} at {xa + (xb - xa) * gaps[0] / steps:.1f}, {ya + (yb - ya) * gaps[0] / steps:.1f} mm")
    return problems


def drilled(name):
    """Number of holes (and slots) of an Excellon file."""
    with open(os.path.join(FOLDER, "gerbers", name), encoding="utf-8") as file:
        return len(re.findall(r"^X[-0-9.]+Y[-0-9.]+", file.read(), re.M))


def check():
    """Differences, as text."""
    board = pcbnew.LoadBoard(PCB)
    mm = pcbnew.ToMM
    outline = board.GetBoardEdgesBoundingBox()
    box = (mm(outline.GetLeft()) - MARGIN_MM, mm(outline.GetTop()) - MARGIN_MM, mm(outline.GetRight()) + MARGIN_MM, mm(outline.GetBottom()) + MARGIN_MM)
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        layers = {pcbnew.F_Cu: ("anodeguard-F_Cu.gbr", "anodeguard-F_Mask.gbr"), pcbnew.B_Cu: ("anodeguard-B_Cu.gbr", "anodeguard-B_Mask.gbr")}
        compared = 0
        for layer, (copper_name, mask_name) in layers.items():
            copper, mask = Picture(copper_name, box, folder), Picture(mask_name, box, folder)
            for footprint in board.GetFootprints():
                for pad in footprint.Pads():
                    if not pad.IsOnLayer(layer) or pad.GetAttribute() == pcbnew.PAD_ATTRIB_NPTH or not pad.GetNumber():
                        continue
                    place = pad.GetPosition()
                    x, y = mm(place.x), mm(place.y)
                    compared += 1
                    if not copper.material(x, y):
                        problems.append(f"{copper_name}: no copper at pad {pad.GetNumber()} of {footprint.GetReference()}")
                    mask_layer = pcbnew.F_Mask if layer == pcbnew.F_Cu else pcbnew.B_Mask
                    if pad.IsOnLayer(mask_layer) and not mask.material(x, y):
                        problems.append(f"{mask_name}: pad {pad.GetNumber()} of {footprint.GetReference()} is covered")
            left, top = floorplan.ORIGIN
            if layer == pcbnew.F_Cu:
                problems += _along(copper, floorplan.GUARD_RINGS, f"{copper_name}: the guard ring is broken")
                problems += _along(mask, floorplan.GUARD_OPENINGS, f"{mask_name}: the guard ring is covered")
            for what, x, y0, y1 in (("USB barrier", 98.4, 2, 25), ("USB barrier", 98.4, 40, 44), ("antenna", 71.0, 0.5, 5.5)):
                for step in range(50):
                    if copper.material(left + x, top + y0 + (y1 - y0) * step / 50):
                        problems.append(f"{copper_name}: copper in the {what} at {x:.1f}, {y0 + (y1 - y0) * step / 50:.1f} mm")
                        break
        width, height = Picture("anodeguard-Edge_Cuts.gbr", box, folder).extent()
    wanted = mm(outline.GetWidth()), mm(outline.GetHeight())
    if abs(width - wanted[0]) > 0.2 or abs(height - wanted[1]) > 0.2:
        problems.append(f"outline {width:.1f} x {height:.1f} mm, the board is {wanted[0]:.1f} x {wanted[1]:.1f} mm")
    pads = [pad for footprint in board.GetFootprints() for pad in footprint.Pads() if pad.GetDrillSize().x]
    plated = sum(1 for pad in pads if pad.GetAttribute() != pcbnew.PAD_ATTRIB_NPTH) + sum(1 for track in board.GetTracks() if isinstance(track, pcbnew.PCB_VIA))
    for name, count in (("anodeguard-PTH.drl", plated), ("anodeguard-NPTH.drl", len(pads) - sum(1 for pad in pads if pad.GetAttribute() != pcbnew.PAD_ATTRIB_NPTH))):
        if drilled(name) != count:
            problems.append(f"{name}: {drilled(name)} holes, the board has {count}")
    print(f"gerbers: {compared} pads compared with gerbv's pictures, {plated} plated holes")
    return problems


if __name__ == "__main__":
    if not shutil.which("gerbv") or not shutil.which("xvfb-run"):
        print("gerbers: SKIPPED, gerbv or xvfb-run is missing")
        sys.exit(3)
    faults = check()
    for fault in faults:
        print("gerbers:", fault)
    print(f"gerbers: {len(faults)} differences")
    sys.exit(1 if faults else 0)
