"""Writes board/anodeguard.kicad_sym: the few symbols that KiCad's standard libraries lack, drawn as plain boxes.

Pin numbers marked * in the catalogue's `checked` field were taken from memory of the parts' data sheets and must be
compared with them before ordering.
"""
import os

from sexpr import Quoted as Q, dump

FOLDER = os.path.join(os.path.dirname(__file__), "..", "board")

# name: (reference prefix, half width mm, half height mm, [(number, name, kind, side, offset mm)])
SYMBOLS = {
    "VOM1271T": ("U", 7.62, 5.08, "Photovoltaic MOSFET driver with built-in turn-off", [
        ("1", "A", "passive", "left", 2.54), ("2", "K", "passive", "left", -2.54),
        ("4", "V+", "passive", "right", 2.54), ("3", "V-", "passive", "right", -2.54)]),
    "MB85RC1MT": ("U", 7.62, 6.35, "1 Mbit I2C FRAM", [
        ("5", "SDA", "bidirectional", "left", 2.54), ("6", "SCL", "input", "left", 0),
        ("7", "WP", "input", "left", -2.54), ("2", "A1", "input", "right", 2.54), ("3", "A2", "input", "right", 0),
        ("1", "NC", "no_connect", "right", -2.54), ("8", "VDD", "power_in", "top", 0), ("4", "VSS", "power_in", "bottom", 0)]),
    "TPS3808": ("U", 7.62, 5.08, "Supply supervisor, open drain (the standard library draws a push-pull output)", [
        ("5", "SENSE", "input", "left", 2.54), ("3", "~{MR}", "input", "left", 0), ("4", "CT", "input", "left", -2.54),
        ("1", "~{RESET}", "open_collector", "right", 0), ("6", "VDD", "power_in", "top", 0), ("2", "GND", "power_in", "bottom", 0)]),
    "SN74LVC1G74": ("U", 7.62, 6.35, "Single D flip-flop with clear and preset", [
        ("2", "D", "input", "left", 2.54), ("1", "CLK", "input", "left", -2.54), ("5", "Q", "output", "right", 2.54),
        ("3", "~{Q}", "output", "right", -2.54), ("7", "~{PRE}", "input", "top", 2.54), ("6", "~{CLR}", "input", "bottom", 2.54),
        ("8", "VCC", "power_in", "top", -2.54), ("4", "GND", "power_in", "bottom", -2.54)]),
}
_PIN_LENGTH = 2.54


def _pin(number, name, kind, side, offset, half_width, half_height):
    reach_x, reach_y = half_width + _PIN_LENGTH, half_height + _PIN_LENGTH
    at = {"left": [-reach_x, offset, 0], "right": [reach_x, offset, 180],
          "top": [offset, reach_y, 270], "bottom": [offset, -reach_y, 90]}[side]
    font = ["effects", ["font", ["size", 1.27, 1.27]]]
    return ["pin", kind, "line", ["at"] + at, ["length", _PIN_LENGTH], ["name", Q(name), font], ["number", Q(number), font]]


def _property(name, text, y, hidden=False):
    effects = ["effects", ["font", ["size", 1.27, 1.27]]] + ([["hide", "yes"]] if hidden else [])
    return ["property", Q(name), Q(text), ["at", 0, y, 0], effects]


def _symbol(name, definition):
    prefix, half_width, half_height, description, pin_list = definition
    body = ["rectangle", ["start", -half_width, half_height], ["end", half_width, -half_height],
            ["stroke", ["width", 0.254], ["type", "default"]], ["fill", ["type", "background"]]]
    return ["symbol", Q(name), ["exclude_from_sim", "no"], ["in_bom", "yes"], ["on_board", "yes"],
            _property("Reference", prefix, half_height + 2), _property("Value", name, -half_height - 2),
            _property("Footprint", "", 0, True), _property("Datasheet", "", 0, True),
            _property("Description", description, 0, True),
            ["symbol", Q(name + "_0_1"), body],
            ["symbol", Q(name + "_1_1")] + [_pin(*pin, half_width, half_height) for pin in pin_list],
            ["embedded_fonts", "no"]]


def write():
    """Write the library and the table that names it."""
    nodes = [["version", "20241209"], ["generator", Q("anodeguard")], ["generator_version", Q("9.0")]]
    nodes += [_symbol(name, definition) for name, definition in SYMBOLS.items()]
    with open(os.path.join(FOLDER, "anodeguard.kicad_sym"), "w", encoding="utf-8") as out:
        out.write(dump(["kicad_symbol_lib"] + nodes) + "\n")
    with open(os.path.join(FOLDER, "sym-lib-table"), "w", encoding="utf-8") as out:
        out.write('(sym_lib_table\n  (version 7)\n  (lib (name "anodeguard")(type "KiCad")'
                  '(uri "${KIPRJMOD}/anodeguard.kicad_sym")(options "")(descr "Symbols of this board"))\n)\n')


if __name__ == "__main__":
    write()
