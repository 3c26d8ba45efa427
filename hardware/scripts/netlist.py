"""The netlist as KiCad exports it from the schematic: components with their fields, nets with their pins."""
import os
import subprocess
import tempfile
from dataclasses import dataclass, field

from sexpr import child, children, parse_file

BOARD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "board")
ROOT_SHEET = os.path.join(BOARD, "anodeguard.kicad_sch")


@dataclass
class Component:
    """One part of the netlist."""

    ref: str
    value: str
    footprint: str
    path: str
    fields: dict = field(default_factory=dict)
    properties: set = field(default_factory=set)

    @property
    def dnp(self):
        return "dnp" in self.properties

    @property
    def in_bom(self):
        return "exclude_from_bom" not in self.properties


@dataclass
class Netlist:
    """Components by reference, nets by name (sheet prefix kept), pins as (reference, number)."""

    components: dict
    nets: dict

    def __post_init__(self):
        self.net_of = {pin: name for name, pins in self.nets.items() for pin in pins}

    def short_net(self, ref, number):
        """A pin's net without its sheet prefix; None where the pin is open."""
        name = self.net_of.get((ref, str(number)))
        return None if name is None or name.startswith("unconnected-") else name.split("/")[-1]


def export(sheet=ROOT_SHEET):
    """Ask kicad-cli for the netlist of a root sheet and read it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "board.net")
        subprocess.run(["kicad-cli", "sch", "export", "netlist", "--format", "kicadsexpr", "-o", path, sheet],
                       check=True, stdout=subprocess.DEVNULL)
        return read(path)


def read(path):
    """Read a netlist file in KiCad's own format."""
    tree = parse_file(path)
    components = {}
    for node in children(child(tree, "components"), "comp"):
        ref = str(child(node, "ref")[1])
        fields = {str(child(item, "name")[1]): str(item[2]) for item in children(child(node, "fields") or [], "field") if len(item) > 2}
        properties = {str(child(item, "name")[1]) for item in children(node, "property") if len(item) <= 3}
        footprint = child(node, "footprint")
        sheet = str(child(child(node, "sheetpath"), "tstamps")[1])
        unit = str(child(node, "tstamps")[1])
        components[ref] = Component(ref, str(child(node, "value")[1]), str(footprint[1]) if footprint else "", sheet + unit,
                                    fields, properties)
    nets = {}
    for node in children(child(tree, "nets"), "net"):
        nets[str(child(node, "name")[1])] = [(str(child(pin, "ref")[1]), str(child(pin, "pin")[1])) for pin in children(node, "node")]
    return Netlist(components, nets)
