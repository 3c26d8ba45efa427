#!/usr/bin/env python3
"""Places the small parts around the anchored ones by simulated annealing; the result is board/placement.json.

A design step, not part of the check: run it when parts are added, look at the board, keep the result.
    /usr/bin/python3 geometry.py /tmp/geometry.json && pypy3 place.py /tmp/geometry.json
"""
import json
import math
import os
import random
import sys

import floorplan

HERE = os.path.dirname(os.path.abspath(__file__))
PLACEMENT = os.path.join(HERE, "..", "..", "board", "placement.json")
PLANES = ("AGND", "+3V3", "USB_GND")
GRID_MM = 0.25
MARGIN_MM = 0.25
STEPS = 1_500_000


def turn(x, y, degrees):
    """Rotate a board coordinate (y down) counter-clockwise as seen."""
    return {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}[degrees]


class Board:
    def __init__(self, parts, seed):
        self.parts = parts
        self.random = random.Random(seed)
        self.place = dict(floorplan.ANCHORS)
        self.movable = []
        self.region = {}
        for region, names in floorplan.REGION_OF.items():
            for ref in names.split():
                if ref not in parts:
                    continue
                self.movable.append(ref)
                self.region[ref] = floorplan.REGIONS[region]
        missing = set(parts) - set(self.place) - set(self.movable)
        if missing:
            raise SystemExit(f"no place and no region for {sorted(missing)}")
        self.nets = {}
        for ref, part in parts.items():
            for number, _, _, net in part["pads"]:
                if net and not net.startswith("unconnected-"):
                    self.nets.setdefault(net, []).append((ref, number))
        self.springs = {}
        for ref, pin in floorplan.BESIDE.items():
            if ref in parts:
                other, number = pin.split(".")
                self.springs.setdefault(ref, []).append((other, number))
        self.nets_of = {ref: {net for _, _, _, net in part["pads"] if net in self.nets and net not in PLANES and 1 < len(self.nets[net]) < 30}
                        for ref, part in parts.items()}
        self._offsets = {}
        for ref, part in parts.items():
            for degrees in (0, 90, 180, 270):
                table = {}
                for number, x, y, _ in part["pads"]:
                    table.setdefault(number, turn(x, y, degrees))
                self._offsets[ref, degrees] = table

    def box(self, ref):
        x, y, degrees = self.place[ref]
        x0, y0, x1, y1 = self.parts[ref]["courtyard"]
        if ref == "U201":
            x0, x1, y0 = -9.8, 9.8, -12.75
        corners = [turn(a, b, degrees) for a in (x0, x1) for b in (y0, y1)]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        return x + min(xs), y + min(ys), x + max(xs), y + max(ys)

    def pad(self, ref, number):
        x, y, degrees = self.place[ref]
        dx, dy = self._offsets[ref, degrees][number]
        return x + dx, y + dy

    def length(self, net):
        points = [self.pad(ref, number) for ref, number in self.nets[net] if ref in self.place]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        weight = 0.25 if net in ("+5VA", "+5V", "REF_2V5") else 1.0
        return weight * (max(xs) - min(xs) + max(ys) - min(ys))

    def cost_of(self, ref):
        total = sum(self.length(net) for net in self.nets_of[ref])
        for other, number in self.springs.get(ref, ()):
            if other in self.place:
                (x0, y0), (x1, y1) = self.pad(ref, "1"), self.pad(other, number)
                total += 4.0 * math.hypot(x0 - x1, y0 - y1)
        return total

    def overlap(self, ref, fixed):
        x0, y0, x1, y1 = self.box(ref)
        total = 0.0
        for other in fixed:
            if other == ref:
                continue
            a0, b0, a1, b1 = self.boxes[other]
            width, height = min(x1, a1) - max(x0, a0) + MARGIN_MM, min(y1, b1) - max(y0, b0) + MARGIN_MM
            if width > 0 and height > 0:
                total += width * height + 0.2
        for a0, b0, a1, b1 in KEEP_OUT:
            width, height = min(x1, a1) - max(x0, a0), min(y1, b1) - max(y0, b0)
            if width > 0 and height > 0:
                total += width * height + 0.2
        return total

    def random_place(self, ref, reach):
        x0, y0, x1, y1 = self.region[ref]
        x, y, degrees = self.place.get(ref, ((x0 + x1) / 2, (y0 + y1) / 2, 0))
        if self.random.random() < 0.25:
            degrees = self.random.choice((0, 90, 180, 270))
        x = min(max(x + self.random.uniform(-reach, reach), x0), x1)
        y = min(max(y + self.random.uniform(-reach, reach), y0), y1)
        return round(x / GRID_MM) * GRID_MM, round(y / GRID_MM) * GRID_MM, degrees

    def anneal(self):
        everything = list(self.parts)
        for ref in self.movable:
            x0, y0, x1, y1 = self.region[ref]
            self.place[ref] = (round(self.random.uniform(x0, x1) / GRID_MM) * GRID_MM, round(self.random.uniform(y0, y1) / GRID_MM) * GRID_MM, 0)
        self.boxes = {ref: self.box(ref) for ref in everything}
        for step in range(STEPS):
            heat = (1 - step / STEPS) ** 2
            temperature = 0.02 + 6.0 * heat
            reach = 0.5 + 12.0 * heat
            press = 2.0 + 60.0 * (step / STEPS)
            ref = self.random.choice(self.movable)
            before = self.place[ref]
            swap = None
            old = self.cost_of(ref) + press * self.overlap(ref, everything)
            if self.random.random() < 0.1:
                swap = self.random.choice(self.movable)
                if swap == ref or self.region[swap] != self.region[ref]:
                    continue
                old += self.cost_of(swap) + press * self.overlap(swap, everything)
                other = self.place[swap]
                self.place[ref], self.place[swap] = other, before
                self.boxes[ref], self.boxes[swap] = self.box(ref), self.box(swap)
                new = self.cost_of(ref) + self.cost_of(swap) + press * (self.overlap(ref, everything) + self.overlap(swap, everything))
            else:
                self.place[ref] = self.random_place(ref, reach)
                self.boxes[ref] = self.box(ref)
                new = self.cost_of(ref) + press * self.overlap(ref, everything)
            if new > old and self.random.random() >= math.exp((old - new) / temperature):
                self.place[ref] = before
                self.boxes[ref] = self.box(ref)
                if swap:
                    self.place[swap] = other
                    self.boxes[swap] = self.box(swap)
        clashes = [ref for ref in self.movable if self.overlap(ref, everything) > 0]
        return sum(self.cost_of(ref) for ref in self.movable), clashes


# Where no small part may stand: guard, barrier, antenna, cell current.
KEEP_OUT = [(3, 12.4, 50.2, 23.4), (96.4, 0, 100.3, 58), (47, 0, 95, 6.3), (13, 70, 77, 78), (19, 80, 82, 90), (0, 0, 120, 1.2), (0, 88.8, 120, 90),
            (0, 0, 1.2, 90), (118.8, 0, 120, 90), (101.4, 58, 120, 83), (11.2, 33.5, 17.2, 53.5), (68.5, 51.4, 79.5, 53.4), (94.6, 14, 97, 27), (3, 24.4, 21.5, 27.2)]


def main(path, seed):
    with open(path, encoding="utf-8") as file:
        parts = json.load(file)
    board = Board(parts, seed)
    cost, clashes = board.anneal()
    print(f"seed {seed}: wire {cost:.0f} mm, clashes {clashes}")
    with open(PLACEMENT, "w", encoding="utf-8") as out:
        json.dump({ref: list(board.place[ref]) for ref in sorted(board.place)}, out, indent=0)
        out.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
