"""A small language for drawing schematic sheets, and the writer of KiCad 9 schematic files.

Coordinates are in units of 1.27 mm (KiCad's schematic grid), y downwards. A pin is named "R1.2" (reference, pin
number). All identifiers are derived from names, so that the same source always gives the same file.
"""
import uuid

import symbols
from sexpr import Quoted as Q, child, dump

UNIT_MM = 1.27
_NAMESPACE = uuid.UUID("6b1f0a52-63f4-4c3b-9f6e-0d0a3c1d9a07")
SUPPLY_SYMBOLS = {"AGND": "power:GNDA", "USB_GND": "power:GND", "+3V3": "power:+3V3", "+5V": "power:+5V",
                  "+5VA": "power:+5VA", "USB_5V": "power:VBUS"}


def identifier(*names):
    """A UUID that depends on the names alone."""
    return Q(uuid.uuid5(_NAMESPACE, "/".join(str(name) for name in names)))


def _rotate(x, y, degrees):
    """Rotate a symbol coordinate (y up) counter-clockwise."""
    return {0: (x, y), 90: (-y, x), 180: (-x, -y), 270: (y, -x)}[degrees]


class Placed:
    """A symbol on a sheet."""

    def __init__(self, ref, part, lib_id, at, rot, mirror, unit):
        self.ref, self.part, self.lib_id = ref, part, lib_id
        self.at, self.rot, self.mirror, self.unit = at, rot, mirror, unit
        self.value_text = None
        self.ref_at = None
        self.value_at = None

    def pins(self):
        return [pin for pin in symbols.pins(self.lib_id) if pin.unit in (0, self.unit)]

    def _transform(self, x, y):
        x, y = _rotate(x, y, self.rot)
        if self.mirror == "y":
            x = -x
        if self.mirror == "x":
            y = -y
        return x, y

    def pin_point(self, number):
        """Sheet place of a pin, in grid units."""
        for pin in self.pins():
            if pin.number == str(number):
                x, y = self._transform(pin.x, pin.y)
                return (round(self.at[0] + x / UNIT_MM, 3), round(self.at[1] - y / UNIT_MM, 3))
        raise KeyError(f"{self.ref} unit {self.unit} has no pin {number}")

    def pin_out(self, number):
        """Which way a pin points, as a sheet direction."""
        for pin in self.pins():
            if pin.number == str(number):
                x, y = self._transform(pin.out[0], -pin.out[1])
                return (int(x), int(-y))
        raise KeyError(f"{self.ref} unit {self.unit} has no pin {number}")

    def extent(self):
        """Bounding box of the pins' inner ends, roughly the body, in grid units (x0, y0, x1, y1)."""
        points = [self.pin_point(pin.number) for pin in self.pins()] or [self.at]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return min(xs), min(ys), max(xs), max(ys)


class Sheet:
    """One page: symbols, wires, labels, notes."""

    def __init__(self, file, title, page, paper="A3"):
        self.file, self.title, self.page, self.paper = file, title, page, paper
        self.placed = []
        self.arrows = []
        self.wires, self.labels, self.globals, self.notes, self.no_connects, self.boxes = [], [], [], [], [], []
        self.uuid = identifier("sheet", file)
        self._supply_count = 0

    # -- symbols -------------------------------------------------------------------------------------------------
    def part(self, ref, part, at, rot=0, mirror=None, unit=1, ref_at=None, value_at=None):
        """Place a catalogue part. `ref_at`, `value_at`: offsets of the two texts from the symbol's place."""
        symbol = Placed(ref, part, part.lib_id, at, rot, mirror, unit)
        symbol.ref_at, symbol.value_at = ref_at, value_at
        self.placed.append(symbol)
        return symbol

    def find(self, ref, number):
        for symbol in self.placed:
            if symbol.ref == ref and any(pin.number == str(number) for pin in symbol.pins()):
                return symbol
        raise KeyError(f"{self.file}: no {ref} with pin {number}")

    def point(self, where):
        """A place: ("x, y" pair) or a pin such as "R1.2"."""
        if isinstance(where, tuple):
            return where
        ref, number = where.rsplit(".", 1)
        return self.find(ref, number).pin_point(number)

    def _out(self, where):
        ref, number = where.rsplit(".", 1)
        return self.find(ref, number).pin_out(number)

    # -- connections ---------------------------------------------------------------------------------------------
    def wire(self, *stops, first="h"):
        """Wire through places; a step that is not straight bends once, `first` horizontally or vertically."""
        points = [self.point(stop) for stop in stops]
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            if x0 == x1 or y0 == y1:
                self._segment((x0, y0), (x1, y1))
            else:
                bend = (x1, y0) if first == "h" else (x0, y1)
                self._segment((x0, y0), bend)
                self._segment(bend, (x1, y1))

    def _segment(self, a, b):
        if a != b:
            self.wires.append((a, b))

    def _stub(self, where, length, way=None):
        start = self.point(where)
        if way is None:
            way = self._out(where)
        end = (start[0] + way[0] * length, start[1] + way[1] * length)
        self._segment(start, end)
        return end, way

    def net(self, name, where, length=2, way=None, everywhere=True):
        """Name a net with a label on a short stub. `everywhere`: a label that holds on all sheets."""
        end, way = self._stub(where, length, way)
        angle = {(1, 0): 0, (0, -1): 90, (-1, 0): 180, (0, 1): 270}[way]
        (self.globals if everywhere else self.labels).append((name, end, angle))

    def local(self, name, at, angle=0):
        """A net's name written on a wire; known on this sheet only."""
        self.labels.append((name, self.point(at), angle))

    def supply(self, name, where, length=1, way=None):
        """A supply or ground symbol on a stub."""
        end, _ = self._stub(where, length, way)
        self._supply_count += 1
        symbol = Placed(f"#PWR{self.page:d}{self._supply_count:02d}", None, SUPPLY_SYMBOLS[name], end, 0, None, 1)
        symbol.value_text = name
        self.placed.append(symbol)

    def flag(self, where):
        """Tell the rule checker that a net is driven from outside KiCad's knowledge (connector, filter)."""
        self._supply_count += 1
        symbol = Placed(f"#FLG{self.page:d}{self._supply_count:02d}", None, "power:PWR_FLAG", self.point(where), 0, None, 1)
        symbol.value_text = "PWR_FLAG"
        self.placed.append(symbol)

    def unused(self, *where):
        """Pins that are left open on purpose."""
        self.no_connects += [self.point(place) for place in where]

    def note(self, text, at, size=1.6, bold=False):
        self.notes.append((text, at, size, bold))

    def arrow(self, *points):
        """A drawn arrow without electrical meaning."""
        self.arrows.append(points)

    def box(self, x0, y0, x1, y1, title=None):
        """A dashed frame around a function, with its name."""
        self.boxes.append((x0, y0, x1, y1))
        if title:
            self.note(title, (x0 + 1, y0 + 2), 2.0, True)

    # -- file ----------------------------------------------------------------------------------------------------
    def _junctions(self):
        """Places where three or more ends meet, or an end meets the middle of a wire."""
        ends = {}
        for a, b in self.wires:
            ends[a] = ends.get(a, 0) + 1
            ends[b] = ends.get(b, 0) + 1
        for symbol in self.placed:
            for pin in symbol.pins():
                point = symbol.pin_point(pin.number)
                ends[point] = ends.get(point, 0) + 1
        found = set()
        for point, count in ends.items():
            through = sum(1 for a, b in self.wires if point not in (a, b) and _between(point, a, b))
            if count + 2 * through >= 3 and (through or self._wire_ends(point)):
                found.add(point)
        return sorted(found)

    def _split_wires(self):
        """The wires, cut at every junction, as KiCad stores them."""
        junctions = self._junctions()
        pieces = set()
        for a, b in self.wires:
            stops = sorted({a, b} | {point for point in junctions if _between(point, a, b)})
            pieces |= set(zip(stops, stops[1:]))
        return sorted(pieces)

    def _wire_ends(self, point):
        return any(point in wire for wire in self.wires)

    def write(self, folder, project, path, title_block, subsheets=()):
        """Write the page. `path`: its place in the hierarchy; `subsheets`: sheet symbols shown on the root page."""
        nodes = [["version", "20250114"], ["generator", Q("anodeguard")], ["generator_version", Q("9.0")],
                 ["uuid", self.uuid], ["paper", Q(self.paper)], title_block]
        used = sorted({symbol.lib_id for symbol in self.placed})
        nodes.append(["lib_symbols"] + [symbols.flattened(lib_id) for lib_id in used])
        for x0, y0, x1, y1 in self.boxes:
            nodes.append(["rectangle", ["start", _mm(x0), _mm(y0)], ["end", _mm(x1), _mm(y1)],
                          ["stroke", ["width", 0.0], ["type", "dash"]], ["fill", ["type", "none"]],
                          ["uuid", identifier(self.file, "box", x0, y0)]])
        for index, points in enumerate(self.arrows):
            nodes.append(_polyline(points, 0.4, identifier(self.file, "arrow", index)))
            nodes.append(_polyline(_head(points[-2], points[-1]), 0.4, identifier(self.file, "arrow head", index)))
        for index, (text, at, size, bold) in enumerate(self.notes):
            font = ["font", ["size", size, size]] + ([["bold", "yes"]] if bold else [])
            nodes.append(["text", Q(text), ["exclude_from_sim", "no"], ["at", _mm(at[0]), _mm(at[1]), 0],
                          ["effects", font, ["justify", "left", "top"]],
                          ["uuid", identifier(self.file, "note", index)]])
        for point in self._junctions():
            nodes.append(["junction", ["at", _mm(point[0]), _mm(point[1])], ["diameter", 0], ["color", 0, 0, 0, 0],
                          ["uuid", identifier(self.file, "junction", *point)]])
        for point in self.no_connects:
            nodes.append(["no_connect", ["at", _mm(point[0]), _mm(point[1])],
                          ["uuid", identifier(self.file, "open", *point)]])
        for a, b in self._split_wires():
            nodes.append(["wire", ["pts", ["xy", _mm(a[0]), _mm(a[1])], ["xy", _mm(b[0]), _mm(b[1])]],
                          ["stroke", ["width", 0], ["type", "default"]], ["uuid", identifier(self.file, "wire", *a, *b)]])
        for name, at, angle in self.labels:
            nodes.append(["label", Q(name), ["at", _mm(at[0]), _mm(at[1]), angle],
                          ["effects", ["font", ["size", 1.27, 1.27]], ["justify", "right" if angle == 180 else "left", "bottom"]],
                          ["uuid", identifier(self.file, "label", name, *at)]])
        for name, at, angle in self.globals:
            nodes.append(["global_label", Q(name), ["shape", "bidirectional"], ["at", _mm(at[0]), _mm(at[1]), angle],
                          ["fields_autoplaced", "yes"],
                          ["effects", ["font", ["size", 1.27, 1.27]], ["justify", "right" if angle in (180, 270) else "left"]],
                          ["uuid", identifier(self.file, "global", name, *at)],
                          ["property", Q("Intersheetrefs"), Q("${INTERSHEET_REFS}"), ["at", _mm(at[0]), _mm(at[1]), 0],
                           ["effects", ["font", ["size", 1.27, 1.27]], ["hide", "yes"]]]])
        nodes += [_symbol_node(symbol, self.file, project, path) for symbol in self.placed]
        nodes += [_sheet_node(sheet, place, project, path) for sheet, place in subsheets]
        if subsheets:
            nodes.append(["sheet_instances", ["path", Q("/"), ["page", Q("1")]]])
        nodes.append(["embedded_fonts", "no"])
        with open(f"{folder}/{self.file}", "w", encoding="utf-8") as out:
            out.write(dump(["kicad_sch"] + nodes) + "\n")


def _between(point, a, b):
    (x, y), (x0, y0), (x1, y1) = point, a, b
    if x0 == x1 == x:
        return min(y0, y1) < y < max(y0, y1)
    return y0 == y1 == y and min(x0, x1) < x < max(x0, x1)


def _polyline(points, width, name):
    return ["polyline", ["pts"] + [["xy", _mm(x), _mm(y)] for x, y in points], ["stroke", ["width", width], ["type", "solid"]],
            ["fill", ["type", "none"]], ["uuid", name]]


def _head(before, tip):
    """The two strokes of an arrow's head."""
    dx = (tip[0] > before[0]) - (tip[0] < before[0])
    dy = (tip[1] > before[1]) - (tip[1] < before[1])
    return [(tip[0] - 2 * dx - dy, tip[1] - 2 * dy - dx), tip, (tip[0] - 2 * dx + dy, tip[1] - 2 * dy + dx)]


def _mm(units):
    return round(units * UNIT_MM, 4)


def _text_places(symbol):
    """Default places of reference and value: beside an upright two-pin part, above and below a lying one, over an IC."""
    x0, y0, x1, y1 = symbol.extent()
    x, y = symbol.at
    if symbol.ref_at:
        return ((x + symbol.ref_at[0], y + symbol.ref_at[1], "left"),
                (x + symbol.value_at[0], y + symbol.value_at[1], "left"))
    if len(symbol.pins()) <= 2 and x1 - x0 < 0.1:
        return (x + 1.8, y - 0.9, "left"), (x + 1.8, y + 0.9, "left")
    if len(symbol.pins()) <= 2:
        return (x, y - 2.2, None), (x, y + 2.4, None)
    return (x1 + 0.5, y0 - 1.2, "right"), (x1 + 0.5, y0 + 0.5, "right")


def _other_side(place):
    """KiCad turns the justification of texts together with the symbol: undo it."""
    return place[0], place[1], {"left": "right", "right": "left", None: None}[place[2]]


def _property(name, text, place, hidden=False, turned=False):
    x, y, justify = place
    effects = ["effects", ["font", ["size", 1.27, 1.27]]]
    if justify:
        effects.append(["justify", justify])
    if hidden:
        effects.append(["hide", "yes"])
    return ["property", Q(name), Q(text), ["at", _mm(x), _mm(y), 90 if turned else 0], effects]


def _symbol_node(symbol, file, project, path):
    part = symbol.part
    supply = part is None
    if supply:
        below = symbol.value_text in ("AGND", "USB_GND")
        offset = 3.2 if below else -2.6
        ref_place = value_place = (symbol.at[0], symbol.at[1] + offset, None)
        fields = []
        value, footprint, datasheet, description = symbol.value_text, "", "", ""
    else:
        ref_place, value_place = _text_places(symbol)
        value, footprint, datasheet, description = part.value, part.footprint, part.datasheet, part.description
        fields = part.fields()
    turned = symbol.rot in (90, 270)
    if (symbol.rot in (90, 180)) != (symbol.mirror == "y"):
        ref_place, value_place = _other_side(ref_place), _other_side(value_place)
    node = ["symbol", ["lib_id", Q(symbol.lib_id)],
            ["at", _mm(symbol.at[0]), _mm(symbol.at[1]), symbol.rot]]
    if symbol.mirror:
        node.append(["mirror", symbol.mirror])
    in_bom = "no" if supply or not part.in_bom else "yes"
    node += [["unit", symbol.unit], ["exclude_from_sim", "no"], ["in_bom", in_bom],
             ["on_board", "no" if supply else "yes"], ["dnp", "yes" if part and part.dnp else "no"],
             ["uuid", identifier(file, symbol.ref, symbol.unit)]]
    node.append(_property("Reference", symbol.ref, ref_place, supply, turned))
    node.append(_property("Value", value, value_place, symbol.lib_id == "power:PWR_FLAG" or (part is not None and part.hide_value), turned))
    origin = (symbol.at[0], symbol.at[1], None)
    node.append(_property("Footprint", footprint, origin, True))
    node.append(_property("Datasheet", datasheet, origin, True))
    node.append(_property("Description", description, origin, True))
    node += [_property(name, text, origin, True) for name, text in fields]
    for pin in symbol.pins():
        node.append(["pin", Q(pin.number), ["uuid", identifier(file, symbol.ref, symbol.unit, "pin", pin.number)]])
    node.append(["instances", ["project", Q(project), ["path", Q(path), ["reference", Q(symbol.ref)], ["unit", symbol.unit]]]])
    return node


def _sheet_node(sheet, place, project, path):
    x, y, width, height = place
    left = (x, y - 0.7, "left")
    return ["sheet", ["at", _mm(x), _mm(y)], ["size", _mm(width), _mm(height)], ["exclude_from_sim", "no"],
            ["in_bom", "yes"], ["on_board", "yes"], ["dnp", "no"], ["fields_autoplaced", "yes"],
            ["stroke", ["width", 0.1524], ["type", "solid"]], ["fill", ["color", 0, 0, 0, 0.0]],
            ["uuid", identifier("sheet symbol", sheet.file)],
            _property("Sheetname", sheet.file.split(".")[0], left), _property("Sheetfile", sheet.file, (x, y + height + 0.8, "left")),
            ["instances", ["project", Q(project), ["path", Q(path), ["page", Q(str(sheet.page))]]]]]
