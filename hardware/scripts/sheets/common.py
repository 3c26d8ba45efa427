"""Small patterns that every sheet uses."""
from catalogue import capacitor, part, resistor


def shunt_resistor(sheet, ref, value, top, bottom="AGND", **more):
    """An upright resistor that hangs from `top` and ends in a supply symbol."""
    x, y = sheet.point(top)
    sheet.part(ref, resistor(value, **more), (x, y + 3))
    sheet.supply(bottom, f"{ref}.2")


def shunt_capacitor(sheet, ref, value, top, bottom="AGND"):
    """An upright capacitor that hangs from `top` and ends in a supply symbol."""
    x, y = sheet.point(top)
    sheet.part(ref, capacitor(value), (x, y + 3))
    sheet.supply(bottom, f"{ref}.2")


def pull_up(sheet, ref, value, bottom, supply="+3V3"):
    """An upright resistor that stands on `bottom` and ends in a supply symbol."""
    x, y = sheet.point(bottom)
    sheet.part(ref, resistor(value), (x, y - 3))
    sheet.supply(supply, f"{ref}.1")


def decouple(sheet, ref, value, at, supply, ground="AGND"):
    """A decoupling capacitor between a supply and ground, drawn on its own."""
    sheet.part(ref, capacitor(value), at)
    sheet.supply(supply, f"{ref}.1")
    sheet.supply(ground, f"{ref}.2")


def test_point(sheet, ref, name, at):
    """A test point that stands on a wire; its value is the net's name."""
    sheet.part(ref, part("test_point", value=name), at, ref_at=(1.5, -4), value_at=(1.5, -2.4))
