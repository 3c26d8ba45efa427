#!/usr/bin/env python3
"""Routes the board: A* on a 0.1 mm grid over two outer layers, with rip-up; the result is board/routes.json.

A design step, not part of the check (the board's rules are checked by KiCad):
    /usr/bin/python3 build_board.py --bare /tmp/pads.json && pypy3 route.py /tmp/pads.json
Ground and 3.3 V are inner planes: their pads only get a via. What is laid by hand (hand_routes.py) is kept.
"""
import heapq
import json
import math
import os
import sys
from array import array

import floorplan

HERE = os.path.dirname(os.path.abspath(__file__))
ROUTES = os.path.join(HERE, "..", "..", "board", "routes.json")

STEP = 0.1
COLUMNS, ROWS = int(floorplan.WIDTH / STEP) + 1, int(floorplan.HEIGHT / STEP) + 1
CLEARANCE = 0.17
HALF = {"signal": 0.1, "power": 0.2, "via": 0.3}
POWER = {"+5V", "+5VA", "USB_5V", "USB_VBUS", "BUCK_SW"}
PLANES = {"AGND", "+3V3", "USB_GND"}
BY_HAND = {"SENSE_IN", "SENSE_K", "SENSE_HZ", "GUARD", "ILK_A", "ILK_B"}
ZONED = set(floorplan.CURRENT_AREAS)
GUARD_GUESTS = {"INJECT"}
USB_NETS = {"USB_GND", "USB_5V", "USB_VBUS", "USB_DN_C", "USB_DP_C", "USB_DN_U", "USB_DP_U", "VDD1_USB"}
VIA_COST, BEND_COST, CONFLICT_COST = 45, 2, 60
MAX_TRIES = 60
THERMAL_PAD = 1.55   # mm; pads larger than this both ways may hold vias


def inside(x, y, polygon):
    """Point in polygon."""
    found = False
    j = len(polygon) - 1
    for i in range(len(polygon)):
        (xi, yi), (xj, yj) = polygon[i], polygon[j]
        if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
            found = not found
        j = i
    return found


def cell(x, y):
    return int(round(y / STEP)) * COLUMNS + int(round(x / STEP))


class Router:
    def __init__(self, document):
        self.pads = document["pads"]
        self.hand = [(net, layer, width, points) for net, layer, width, points in document["hand"]]
        self.names = sorted({pad["net"] for pad in self.pads if pad["net"]})
        self.number = {name: index + 1 for index, name in enumerate(self.names)}
        self.static = {kind: [array("h", bytes(2 * COLUMNS * ROWS)) for _ in "FB"] for kind in HALF}
        self.dynamic = {kind: [array("h", bytes(2 * COLUMNS * ROWS)) for _ in "FB"] for kind in HALF}
        self.domain = bytearray(COLUMNS * ROWS)
        self.plane_ok = bytearray(COLUMNS * ROWS)
        self.paths = {}
        self.ripped = {}
        self.holes = bytearray(COLUMNS * ROWS)         # where a new hole would be too near to a hole of the board
        self.via_holes = bytearray(COLUMNS * ROWS)     # the same for vias that the router has put
        self.leans_on = {}   # plane pads that reach their plane through another pad's via
        self._domains()
        self._obstacles(document["keepouts"])

    def _domains(self):
        """1: cell side, 2: USB side. Areas that only their own nets may use become obstacles."""
        for row in range(ROWS):
            for column in range(COLUMNS):
                x, y = column * STEP, row * STEP
                index = row * COLUMNS + column
                if inside(x, y, floorplan.CELL_SIDE):
                    self.domain[index] = 1
                elif inside(x, y, floorplan.USB_SIDE):
                    self.domain[index] = 2
                margin = 0.45
                if self.domain[index] and not any(inside(x + dx, y + dy, floorplan.GUARD_AREA) for dx in (-margin, margin) for dy in (-margin, margin)):
                    self.plane_ok[index] = 1

    def _mark(self, maps, kind, layer, box, owner):
        x0, y0, x1, y1 = box
        c0, c1 = max(0, math.ceil(x0 / STEP - 1e-6)), min(COLUMNS - 1, math.floor(x1 / STEP + 1e-6))
        r0, r1 = max(0, math.ceil(y0 / STEP - 1e-6)), min(ROWS - 1, math.floor(y1 / STEP + 1e-6))
        grid = maps[kind][layer]
        for row in range(r0, r1 + 1):
            base = row * COLUMNS
            for column in range(c0, c1 + 1):
                value = grid[base + column]
                if value == 0:
                    grid[base + column] = owner
                elif value != owner:
                    grid[base + column] = -1

    def _block(self, box, layers, owner, clearance=CLEARANCE):
        for kind, half in HALF.items():
            grow = clearance + half
            for layer, name in enumerate("FB"):
                if name in layers:
                    self._mark(self.static, kind, layer, (box[0] - grow, box[1] - grow, box[2] + grow, box[3] + grow), owner)

    def _obstacles(self, keepouts):
        for pad in self.pads:
            owner = self.number.get(pad["net"], -1)
            box = pad["box"]
            if pad["hole"] and not pad["layers"]:
                self._block(box, "FB", -1, 0.3)
            else:
                self._block(box, pad["layers"], owner)
            if pad["hole"]:
                self._block(box, "FB", owner)
                self._ring(self.holes, cell(pad["x"], pad["y"]), max(pad["hole"], box[2] - box[0] if not pad["layers"] else 0) / 2 + 0.15 + 0.3)
            elif min(box[2] - box[0], box[3] - box[1]) < THERMAL_PAD:
                self._no_via(box)
        for box in keepouts:
            self._block(box, "FB", -1, 0.05)
        for net, layer, width, points in self.hand:
            if layer == "via":
                for x, y in points:
                    self._block((x - 0.3, y - 0.3, x + 0.3, y + 0.3), "FB", self.number[net])
                    self._ring(self.holes, cell(x, y), 0.6)
            else:
                for (x0, y0), (x1, y1) in zip(points, points[1:]):
                    steps = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / 0.2))
                    for i in range(steps + 1):
                        x, y = x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps
                        self._block((x - width / 2, y - width / 2, x + width / 2, y + width / 2), layer, self.number[net])
        areas = [(floorplan.GUARD_AREA, self.number["GUARD"], 0.3)]
        areas += [(polygon, self.number[net], 0.3) for net, polygons in floorplan.CURRENT_AREAS.items() for polygon in polygons]
        self.area_owner = array("h", bytes(2 * COLUMNS * ROWS))
        for polygon, owner, margin in areas:
            xs, ys = [p[0] for p in polygon], [p[1] for p in polygon]
            for row in range(int((min(ys) - 1) / STEP), min(ROWS - 1, int((max(ys) + 1) / STEP)) + 1):
                for column in range(int((min(xs) - 1) / STEP), min(COLUMNS - 1, int((max(xs) + 1) / STEP)) + 1):
                    x, y = column * STEP, row * STEP
                    if any(inside(x + dx, y + dy, polygon) for dx in (-margin, margin) for dy in (-margin, margin)):
                        index = row * COLUMNS + column
                        self.area_owner[index] = owner if self.area_owner[index] in (0, owner) else -1

    # -- one connection ------------------------------------------------------------------------------------------
    def _free(self, net, number, kind, layer, index):
        """None: impossible; 0: free; 1: taken by a track that could be ripped up."""
        if self.domain[index] != (2 if net in USB_NETS or net in self.usb_extra else 1):
            return None
        area = self.area_owner[index]
        if area and area != number and not self._guest(net, area):
            return None
        if self.static[kind][layer][index] not in (0, number):
            return None
        return 0 if self.dynamic[kind][layer][index] in (0, number) else 1

    def _guest(self, net, area):
        if net.startswith("SHUNT_"):
            return area != self.number["GUARD"]
        if net in ("ANODE_P", "CATHODE_P", "SW_S", "SW_GATE", "SW_IN", "CYC_P", "CYC_N"):
            return area != self.number["GUARD"] and net == "SW_GATE"
        owner = self.names[area - 1] if area > 0 else None
        return owner == "GUARD" and net in self.guard_guests

    def search(self, net, sources, goals, to_plane=False):
        """Cheapest path from any source (layer, cell) to any goal; to_plane: also to any place where a via fits."""
        number = self.number[net]
        kind = "power" if net in POWER else "signal"
        goal_cells = set(goals)
        if goal_cells:
            xs = [index % COLUMNS for _, index in goal_cells]
            ys = [index // COLUMNS for _, index in goal_cells]
            gx0, gx1, gy0, gy1 = min(xs), max(xs), min(ys), max(ys)

        def guess(index):
            if to_plane:
                return 0
            x, y = index % COLUMNS, index // COLUMNS
            dx = gx0 - x if x < gx0 else x - gx1 if x > gx1 else 0
            dy = gy0 - y if y < gy0 else y - gy1 if y > gy1 else 0
            return 10 * (dx + dy) - 6 * min(dx, dy)

        conflict = CONFLICT_COST * (1 + self.ripped.get(net, 0))
        best, parent, heap = {}, {}, []
        for state in sources:
            best[state] = 0
            heap.append((guess(state[1]), state, None))
        heapq.heapify(heap)
        closed = set()
        moves = ((1, 10), (-1, 10), (COLUMNS, 10), (-COLUMNS, 10), (COLUMNS + 1, 14), (COLUMNS - 1, 14), (-COLUMNS + 1, 14), (-COLUMNS - 1, 14))
        while heap:
            _, state, direction = heapq.heappop(heap)
            if state in closed:
                continue
            closed.add(state)
            layer, index = state
            if state in goal_cells or (to_plane and self.plane_ok[index] and self._via(net, number, index) == 0):
                return self._trace(parent, state)
            cost = best[state]
            for delta, price in moves:
                next_index = index + delta
                following = (layer, next_index)
                if following in closed:
                    continue
                free = self._free(net, number, kind, layer, next_index)
                if free is None and following not in goal_cells:
                    continue
                total = cost + price + (conflict if free else 0) + (BEND_COST if direction not in (None, delta) else 0)
                if total < best.get(following, 1 << 60):
                    best[following] = total
                    parent[following] = state
                    heapq.heappush(heap, (total + guess(next_index), following, delta))
            if not to_plane:
                via = self._via(net, number, index)
                if via is not None:
                    following = (1 - layer, index)
                    total = cost + VIA_COST + (3 * conflict if via else 0)
                    if following not in closed and total < best.get(following, 1 << 60):
                        best[following] = total
                        parent[following] = state
                        heapq.heappush(heap, (total + guess(index), following, None))
        return None

    def _ring(self, grid, index, radius):
        x, y = index % COLUMNS, index // COLUMNS
        reach = int(radius / STEP) + 1
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                if math.hypot(dx, dy) * STEP < radius and 0 <= x + dx < COLUMNS and 0 <= y + dy < ROWS:
                    grid[index + dy * COLUMNS + dx] = 1

    def _no_via(self, box):
        """No via in a pad that is soldered: its solder would flow away."""
        for row in range(max(0, math.ceil((box[1] - 0.3) / STEP)), min(ROWS - 1, math.floor((box[3] + 0.3) / STEP)) + 1):
            for column in range(max(0, math.ceil((box[0] - 0.3) / STEP)), min(COLUMNS - 1, math.floor((box[2] + 0.3) / STEP)) + 1):
                self.holes[row * COLUMNS + column] = 1

    def _via(self, net, number, index):
        if self.holes[index] or self.via_holes[index]:
            return None
        a = self._free(net, number, "via", 0, index)
        if a is None:
            return None
        b = self._free(net, number, "via", 1, index)
        return None if b is None else a or b

    @staticmethod
    def _trace(parent, state):
        path = [state]
        while state in parent:
            state = parent[state]
            path.append(state)
        return path[::-1]

    # -- nets ----------------------------------------------------------------------------------------------------
    def _pad_cells(self, pad):
        """Grid places inside a pad, on its layers."""
        x0, y0, x1, y1 = pad["box"]
        inset = 0.05
        found = []
        for layer, name in enumerate("FB"):
            if name not in pad["layers"]:
                continue
            for row in range(math.ceil((y0 + inset) / STEP), math.floor((y1 - inset) / STEP) + 1):
                for column in range(math.ceil((x0 + inset) / STEP), math.floor((x1 - inset) / STEP) + 1):
                    if abs(column * STEP - pad["x"]) <= 0.35 and abs(row * STEP - pad["y"]) <= 0.35:
                        found.append((layer, row * COLUMNS + column))
        return found or [(0 if "F" in pad["layers"] else 1, cell(pad["x"], pad["y"]))]

    def jobs(self):
        """(net, kind, groups of terminals) in the order of routing: planes first, then short nets before long ones."""
        terminals = {}
        for pad in self.pads:
            if pad["net"] and pad["layers"]:
                terminals.setdefault(pad["net"], []).append(pad)
        self.usb_extra = {net for net, pads in terminals.items() if all(pad["x"] > 99.5 and pad["y"] < 56 for pad in pads)}
        self.guard_guests = {"+5V", "Net-(D302-A)", "INJECT", "BUF_OUT", "AGND"}
        order = []
        for net, pads in terminals.items():
            if net in BY_HAND:
                continue
            if net in PLANES:
                order += [(0, 0, net, index) for index, pad in enumerate(pads) if not pad["hole"]]
                continue
            if len(pads) < 2:
                continue
            xs, ys = [pad["x"] for pad in pads], [pad["y"] for pad in pads]
            order.append((1, max(xs) - min(xs) + max(ys) - min(ys), net, None))
        self.terminals = terminals
        return [(net, index) for _, _, net, index in sorted(order, key=lambda item: (item[0], item[1], item[2], item[3] or 0))]

    def route_job(self, job):
        """Paths of a job, or None."""
        net, index = job
        pads = self.terminals[net]
        if index is not None:
            anchored = {state: other for other, paths in self.paths.items() if other[0] == net and other not in self.leans_on
                        for state in paths[0] + self._pad_cells(pads[other[1]])}
            path = self.search(net, self._pad_cells(pads[index]), anchored, to_plane=True)
            if path is None:
                return None
            self.leans_on.pop(job, None)
            if path[-1] in anchored:
                self.leans_on[job] = anchored[path[-1]]
            return [path]
        groups = [self._pad_cells(pad) for pad in pads]
        stubs = [(layer, cell(*points[-1])) for name, layer, _, points in self.hand if name == net and layer != "via"]
        for layer, place in stubs:
            # The pad that a hand-laid stub starts from is reached at the stub's end.
            start = next(points[0] for name, l, _, points in self.hand if name == net and l == layer and cell(*points[-1]) == place)
            for group in groups:
                if any(state[1] == cell(*start) for state in group):
                    group[:] = [(0 if layer == "F" else 1, place)]
        if net in ZONED:
            in_zone = [i for i, pad in enumerate(pads) if any(inside(pad["x"], pad["y"], polygon) for polygon in floorplan.CURRENT_AREAS[net])]
            merged = [state for i in in_zone for state in groups[i]]
            groups = ([merged] if merged else []) + [group for i, group in enumerate(groups) if i not in in_zone]
            if len(groups) < 2:
                return []
        tree, left, paths = list(groups[0]), groups[1:], []
        while left:
            goals = [state for group in left for state in group]
            path = self.search(net, tree, goals)
            if path is None:
                return None
            paths.append(path)
            reached = next(group for group in left if path[-1] in set(group))
            left.remove(reached)
            tree += path + reached
        return paths

    def occupy(self, job, paths):
        net = job[0]
        number, half = self.number[net], HALF["power" if net in POWER else "signal"]
        for path in paths:
            spots = [(layer, index, half) for layer, index in path]
            for (layer0, index0), (layer1, _) in zip(path, path[1:]):
                if layer0 != layer1:
                    spots += [(0, index0, HALF["via"]), (1, index0, HALF["via"])]
            if job[1] is not None and job not in self.leans_on:
                spots += [(0, path[-1][1], HALF["via"]), (1, path[-1][1], HALF["via"])]
            for layer, index, radius in spots:
                if radius == HALF["via"] and layer == 0:
                    self._ring(self.via_holes, index, 0.56)
                for kind, other in HALF.items():
                    self._disc(self.dynamic[kind][layer], index, radius + other + CLEARANCE, number)

    _discs = {}

    def _disc(self, grid, index, radius, number):
        offsets = self._discs.get(radius)
        if offsets is None:
            reach = int(radius / STEP)
            offsets = [dy * COLUMNS + dx for dy in range(-reach, reach + 1) for dx in range(-reach, reach + 1)
                       if math.hypot(dx, dy) * STEP < radius - 1e-9]
            self._discs[radius] = offsets
        for offset in offsets:
            place = index + offset
            if 0 <= place < COLUMNS * ROWS:
                value = grid[place]
                if value == 0:
                    grid[place] = number
                elif value != number:
                    grid[place] = -1

    def victims(self, job, paths):
        """Other jobs whose tracks stand in the way of new paths."""
        net = job[0]
        half = HALF["power" if net in POWER else "signal"]
        spots = self._spots(job, paths, half)
        buckets = {}
        for layer, index, radius in spots:
            buckets.setdefault((layer, index % COLUMNS // 20, index // COLUMNS // 20), []).append((index % COLUMNS, index // COLUMNS, radius))
        found = set()
        for other, other_paths in self.paths.items():
            if other[0] == net:
                continue
            other_half = HALF["power" if other[0] in POWER else "signal"]
            for layer, index, radius in self._spots(other, other_paths, other_half):
                x, y = index % COLUMNS, index // COLUMNS
                for bx in (x // 20 - 1, x // 20, x // 20 + 1):
                    for by in (y // 20 - 1, y // 20, y // 20 + 1):
                        for ax, ay, a_radius in buckets.get((layer, bx, by), ()):
                            if math.hypot(ax - x, ay - y) * STEP < radius + a_radius + CLEARANCE - 1e-6:
                                found.add(other)
                                break
                        if other in found:
                            break
                    if other in found:
                        break
                if other in found:
                    break
        return found

    def _spots(self, job, paths, half):
        spots = []
        for path in paths:
            spots += [(layer, index, half) for layer, index in path]
            for (layer0, index0), (layer1, _) in zip(path, path[1:]):
                if layer0 != layer1:
                    spots += [(0, index0, HALF["via"]), (1, index0, HALF["via"])]
            if job[1] is not None and job not in self.leans_on:
                spots += [(0, path[-1][1], HALF["via"]), (1, path[-1][1], HALF["via"])]
        return spots

    def _rebuild(self):
        self.via_holes = bytearray(COLUMNS * ROWS)
        for kind in HALF:
            for layer in (0, 1):
                self.dynamic[kind][layer] = array("h", bytes(2 * COLUMNS * ROWS))
        for job, paths in self.paths.items():
            self.occupy(job, paths)

    def run(self):
        queue = self.jobs()
        tries, failed = {}, []
        while queue:
            job = queue.pop(0)
            tries[job] = tries.get(job, 0) + 1
            if tries[job] > MAX_TRIES:
                failed.append(job)
                continue
            paths = self.route_job(job)
            if paths is None:
                failed.append(job)
                print("no way:", job, flush=True)
                continue
            victims = self.victims(job, paths)
            victims |= {leaning for leaning, other in self.leans_on.items() if other in victims and leaning in self.paths}
            for victim in victims:
                del self.paths[victim]
                self.ripped[victim[0]] = self.ripped.get(victim[0], 0) + 1
                queue.append(victim)
            self.paths[job] = paths
            if victims:
                print(f"{job} rips {sorted(victims, key=str)}; {len(queue)} waiting", flush=True)
                self._rebuild()
            else:
                self.occupy(job, paths)
        return failed

    # -- output --------------------------------------------------------------------------------------------------
    def write(self):
        tracks, vias = [], set()
        for job in sorted(self.paths, key=str):
            net = job[0]
            width = 2 * HALF["power" if net in POWER else "signal"]
            for path in self.paths[job]:
                if not path:
                    continue
                for (layer0, index0), (layer1, _) in zip(path, path[1:]):
                    if layer0 != layer1:
                        vias.add((net, *_place(index0)))
                if job[1] is not None and job not in self.leans_on:
                    vias.add((net, *_place(path[-1][1])))
                run = [path[0]]
                for state in path[1:] + [None]:
                    if state is not None and state[0] == run[-1][0]:
                        run.append(state)
                        continue
                    if len(run) > 1:
                        tracks.append([net, "FB"[run[0][0]], round(width, 2), _simplify([_place(index) for _, index in run])])
                    if state is not None:
                        run = [state]
        with open(ROUTES, "w", encoding="utf-8") as out:
            out.write('{"tracks": [\n' + ",\n".join(json.dumps(track) for track in tracks) + '\n],\n"vias": [\n'
                      + ",\n".join(json.dumps(list(via)) for via in sorted(vias)) + "\n]}\n")


def _place(index):
    return round(index % COLUMNS * STEP, 3), round(index // COLUMNS * STEP, 3)


def _simplify(points):
    """Drop the points in the middle of straight runs."""
    kept = [points[0]]
    for before, here, after in zip(points, points[1:], points[2:]):
        if (round(here[0] - before[0], 3), round(here[1] - before[1], 3)) != (round(after[0] - here[0], 3), round(after[1] - here[1], 3)):
            kept.append(here)
    return kept + [points[-1]]


def main(path):
    with open(path, encoding="utf-8") as file:
        router = Router(json.load(file))
    failed = router.run()
    router.write()
    print("not routed:", failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
