"""Symbols of KiCad's standard libraries and of this project's own, flattened, with their pins."""
import copy
import functools
import os

from sexpr import Quoted, child, children, parse_file

STANDARD = "/usr/share/kicad/symbols"
OWN = os.path.join(os.path.dirname(__file__), "..", "board", "anodeguard.kicad_sym")


@functools.lru_cache(maxsize=None)
def _library(name):
    path = OWN if name == "anodeguard" else os.path.join(STANDARD, name + ".kicad_sym")
    return {str(symbol[1]): symbol for symbol in children(parse_file(path), "symbol")}


@functools.lru_cache(maxsize=None)
def flattened(lib_id):
    """The symbol `Library:Name` as it is embedded in a sheet: derived symbols carry their parent's body."""
    library, name = lib_id.split(":")
    symbol = _library(library)[name]
    parent = child(symbol, "extends")
    if parent is None:
        flat = copy.deepcopy(symbol)
    else:
        flat = copy.deepcopy(flattened(f"{library}:{parent[1]}"))
        own = {str(item[1]): item for item in children(symbol, "property")}
        flat = [own.pop(str(item[1]), item) if isinstance(item, list) and item[0] == "property" else item
                for item in flat]
        first_body = next((i for i, item in enumerate(flat) if isinstance(item, list) and item[0] == "symbol"), len(flat))
        flat[first_body:first_body] = list(own.values())
        for item in children(flat, "symbol"):
            item[1] = Quoted(name + str(item[1])[len(str(parent[1])):] if str(item[1]).startswith(str(parent[1]) + "_")
                             else name + "_" + "_".join(str(item[1]).split("_")[-2:]))
    flat[1] = Quoted(lib_id)
    return flat


class Pin:
    """One pin: number, name, electrical type, place in the symbol (mm, y up) and the way it points outwards."""

    OUTWARD = {0: (-1, 0), 90: (0, 1), 180: (1, 0), 270: (0, -1)}

    def __init__(self, node, unit):
        at = child(node, "at")
        self.number = str(child(node, "number")[1])
        self.name = str(child(node, "name")[1])
        self.kind = node[1]
        self.unit = unit
        self.x, self.y = float(at[1]), float(at[2])
        # Outwards in sheet directions (y down).
        self.out = self.OUTWARD[int(float(at[3])) % 360]


@functools.lru_cache(maxsize=None)
def pins(lib_id):
    """All pins of a symbol; unit 0 pins belong to every unit. Alternative (De Morgan) bodies are left out."""
    found = []
    for body in children(flattened(lib_id), "symbol"):
        unit, style = (int(part) for part in str(body[1]).split("_")[-2:])
        if style > 1:
            continue
        found += [Pin(node, unit) for node in children(body, "pin")]
    return found


def is_power(lib_id):
    """Whether the symbol names a net (ground, supply)."""
    return child(flattened(lib_id), "power") is not None
