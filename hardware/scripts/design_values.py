#!/usr/bin/env python3
"""The values that follow from the parts, compared with sim/limits.json: change a resistor and the limit that it sets fails."""
import json
import math
import os
import sys

import netlist as netlists
import spice

LIMITS = os.path.join(spice.SIM, "limits.json")
REFERENCE_V, LOGIC_V, AMPLIFIER_GAIN, INA228_INPUT_OHM = 2.5, 3.3, 20.0, 1e6
CLAMP_V = 0.25   # D402 conducts beyond this
SCHMITT_LOW_V, SCHMITT_HIGH_V = 1.12, 1.87   # SN74LVC1G17 at 3.3 V, middle of its range


def limits(path=LIMITS):
    """The limits document."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def parallel(*ohms):
    """Resistance of resistors side by side."""
    return 1 / sum(1 / r for r in ohms)


def mask_length(v, low=SCHMITT_LOW_V):
    """Length of one mask in ms: C506 falls from 3.3 V to the Schmitt buffer's lower threshold."""
    return 1e3 * v["R513"] * v["C506"] * math.log(LOGIC_V / low)


def collapse_threshold(v, reference=REFERENCE_V, offset=0.0):
    """Sense voltage at which COLLAPSE_RAW_N falls: the divider, less what the hysteresis resistor adds to the input."""
    level = reference * v["R509"] / (v["R508"] + v["R509"]) + offset
    return level - (LOGIC_V - level) * v["R507"] / v["R510"]


def over_current(v, offset=0.0, gain=AMPLIFIER_GAIN):
    """Upper edge of the current window in A."""
    upper = REFERENCE_V * (v["R503"] + v["R504"]) / (v["R502"] + v["R503"] + v["R504"])
    middle = REFERENCE_V * v["R411"] / (v["R410"] + v["R411"])
    return ((upper - middle) / gain - offset) / v["RS1"]


def cell_load(v, cell_v=4.2):
    """Current in uA that the board takes from the cell."""
    series = v["R405"] + v["R406"]
    conductance = 1 / series + 1 / v["R407"] + 1 / v["R408"]
    node = (cell_v / series + REFERENCE_V / v["R407"]) / conductance
    bus = cell_v / (INA228_INPUT_OHM + v["R404"]) if cell_v > -CLAMP_V else (cell_v + CLAMP_V) / v["R404"]
    return 1e6 * (bus + (cell_v - node) / series)


def computed(netlist):
    """id -> value, from the netlist alone."""
    v, coin = spice.values(netlist), spice.values(netlist, coin=True)
    series = v["R405"] + v["R406"]
    conductance = 1 / series + 1 / v["R407"] + 1 / v["R408"]
    return {
        "sense.adc_scale": v["R413"] / (v["R412"] + v["R413"]),
        "reference.adc_scale": v["R415"] / (v["R414"] + v["R415"]),
        "cell_voltage.offset_v": REFERENCE_V / v["R407"] / conductance,
        "cell_voltage.scale": 1 / series / conductance,
        "cell_voltage.load_at_4v2_ua": cell_load(v),
        "collapse.threshold_v": collapse_threshold(v),
        "over_current.pouch_a": over_current(v),
        "over_current.coin_a": over_current(coin),
        "shunt.pouch_ohm": v["RS1"], "shunt.coin_ohm": coin["RS1"],
        "self_test.injector_ohm": v["R2"],
        "ntc.series_ohm": v["R416"],
        "mask.length_ms": mask_length(v),
        "mask.recovery_ms": 1e3 * 3 * v["R513"] * v["C506"],
        "board_id.pouch_v": LOGIC_V * v["R211"] / (v["R210"] + v["R211"]),
        "board_id.coin_v": LOGIC_V * coin["R211"] / (coin["R210"] + coin["R211"]),
        "monitor_5v.scale": v["R213"] / (v["R212"] + v["R213"]),
    }


def check(netlist=None, document=None):
    """Disagreements, as text."""
    netlist = netlist or netlists.export()
    document = document or limits()
    found = computed(netlist)
    problems = []
    for limit in document["shared"]:
        if not limit["from"]:
            continue
        value = found.pop(limit["id"])
        if abs(value - limit["value"]) > limit["tolerance"] * abs(limit["value"]) + 1e-15:
            parts = ", ".join(f"{ref} {netlist.components[ref].value}" for ref in limit["from"])
            problems.append(f"{limit['id']}: the schematic's {parts} give {value:.5g} {limit['unit']}, limits.json says {limit['value']} +-{100 * limit['tolerance']:.1f} %")
    problems += [f"{name}: computed, but limits.json does not hold it" for name in found]
    return problems


if __name__ == "__main__":
    faults = check()
    for fault in faults:
        print("design values:", fault)
    print(f"design values: {len(faults)} disagreements")
    sys.exit(1 if faults else 0)
