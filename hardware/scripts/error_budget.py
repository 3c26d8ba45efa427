#!/usr/bin/env python3
"""Computes docs/error-budget.md from the parts' tolerances (netlist) and the chips' stated limits.

    error_budget.py write | check

Worst case adds magnitudes; RSS adds squares. "Calibrated" leaves what a two-point calibration at one temperature cannot
remove. Nothing here is measured; limits marked * were taken from memory of data sheets.
"""
import math
import os
import sys

import design_values
import netlist as netlists
import spice

DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "error-budget.md")
SPAN_K = 35.0          # board temperature, 25 +- 35 K
DRIFT_01 = 25e-6       # 1/K, 0.1 % thin film
TRACKING = 5e-6        # 1/K, two 0.1 % parts of one reel: assumed, not guaranteed
ADC = {"gain": 1.5e-3, "gain_drift": 40e-6, "lsb_v": 62.5e-6, "offset_lsb": 3, "input_ohm": 6e6, "integral_lsb": 1}
INA228 = {"gain": 5e-4, "gain_drift": 20e-6, "offset_v": 1e-6, "offset_drift": 10e-9, "bus_gain": 5e-4, "bus_offset_v": 1e-3, "bus_gain_drift": 20e-6}
REFERENCE = {"initial": 2e-4, "drift": 2e-6}
ELECTROMETER = {"offset_v": 50e-6, "drift_v": 0.5e-6}


def _section(title, unit, scale, contributions):
    """Lines of one quantity; contributions: (name, uncalibrated, calibrated) in base units."""
    lines = [f"## {title}", "", f"| contribution | uncalibrated, {unit} | calibrated, {unit} |", "|---|---|---|"]
    lines += [f"| {name} | {scale * raw:.3g} | {scale * left:.3g} |" for name, raw, left in contributions]
    for label, combine in (("worst case", sum), ("RSS", lambda values: math.sqrt(sum(v * v for v in values)))):
        lines.append(f"| **{label}** | **{scale * combine([c[1] for c in contributions]):.3g}** | **{scale * combine([c[2] for c in contributions]):.3g}** |")
    return lines + [""]


def _sense(v, netlist, full_v=3.5):
    upper = v["R412"] / (v["R412"] + v["R413"])
    source = design_values.parallel(v["R412"], v["R413"])
    tolerance = spice.tolerance(netlist.components["R412"]) + spice.tolerance(netlist.components["R413"])
    lsb = ADC["lsb_v"] / design_values.computed(netlist)["sense.adc_scale"]
    return _section(f"Sense electrode, 0 to {full_v} V (AIN0 judged against the reference on AIN2)", "mV", 1e3, [
        ("U1 offset and drift", ELECTROMETER["offset_v"] + ELECTROMETER["drift_v"] * SPAN_K, ELECTROMETER["drift_v"] * SPAN_K),
        ("divider R412/R413", full_v * upper * tolerance, 0.0),
        ("divider, temperature (guaranteed parts; calibrated: tracking assumed)", full_v * upper * 2 * DRIFT_01 * SPAN_K, full_v * upper * TRACKING * SPAN_K),
        ("converter gain", full_v * ADC["gain"], 0.0),
        ("converter gain drift (removed by AIN2 up to the reference's drift)", full_v * ADC["gain_drift"] * SPAN_K, full_v * REFERENCE["drift"] * SPAN_K),
        ("converter input loads the divider", full_v * source / ADC["input_ohm"], 0.0),
        ("converter offset and linearity", (ADC["offset_lsb"] + ADC["integral_lsb"]) * lsb, ADC["integral_lsb"] * lsb),
        ("quantum", lsb / 2, lsb / 2)])


def _current(shunt, tolerance, drift, amperes, title, unit, scale, lsb):
    return _section(title, unit, scale, [
        ("shunt", amperes * tolerance, 0.0), ("shunt drift", amperes * drift * SPAN_K, amperes * drift * SPAN_K),
        ("INA228 gain", amperes * INA228["gain"], 0.0), ("INA228 gain drift", amperes * INA228["gain_drift"] * SPAN_K, amperes * INA228["gain_drift"] * SPAN_K),
        ("INA228 offset", INA228["offset_v"] / shunt, 0.0), ("INA228 offset drift", INA228["offset_drift"] * SPAN_K / shunt, INA228["offset_drift"] * SPAN_K / shunt),
        ("quantum", lsb / 2, lsb / 2)])


def _cell_voltage(v, cell_v=5.0):
    tolerance, series = 1e-3, v["R405"] + v["R406"]
    ratio_error = tolerance * 2
    return (_section("Cell voltage by the INA228, 0 to 5 V", "mV", 1e3, [
        ("INA228 gain", cell_v * INA228["bus_gain"], 0.0), ("INA228 gain drift", cell_v * INA228["bus_gain_drift"] * SPAN_K, cell_v * INA228["bus_gain_drift"] * SPAN_K),
        ("INA228 offset", INA228["bus_offset_v"], 0.0), ("R404 against the 1 Mohm input", cell_v * v["R404"] / design_values.INA228_INPUT_OHM, 0.0),
        ("AGND: chip input currents through R401 (16 uA assumed)", 16e-6 * v["R401"], 0.0), ("quantum", 97.7e-6, 97.7e-6)])
        + _section("Cell voltage, both signs, by AIN1 (-5 to 5 V)", "mV", 1e3, [
            ("network R405-R408", cell_v * ratio_error + 2.5 * ratio_error, 0.0),
            ("network, temperature (tracking assumed)", (cell_v + 2.5) * TRACKING * SPAN_K * 2, (cell_v + 2.5) * TRACKING * SPAN_K * 2),
            ("U401 offset and 10 pA bias", (25e-6 + 10e-12 * design_values.parallel(series, v["R407"], v["R408"])) / 0.2, 20e-6 / 0.2),
            ("converter gain and drift", (cell_v + 5) * (ADC["gain"] + ADC["gain_drift"] * SPAN_K), (cell_v + 5) * REFERENCE["drift"] * SPAN_K),
            ("converter offset and linearity", 4 * ADC["lsb_v"] / 0.2, ADC["lsb_v"] / 0.2)]))


def _thresholds(v, netlist):
    nominal = design_values.over_current(v)
    ref_tolerance = 2 * 1e-3
    oc = [("shunt", nominal * spice.tolerance(netlist.components["RS1"]), nominal * spice.tolerance(netlist.components["RS1"])),
          ("INA181 gain", nominal * 0.01, nominal * 0.01), ("INA181 offset (0.5 mV*)", 0.5e-3 / v["RS1"], 0.5e-3 / v["RS1"]),
          ("LM393 offset (4 mV*)", 4e-3 / 20 / v["RS1"], 4e-3 / 20 / v["RS1"]),
          ("threshold and 1.25 V dividers", nominal * ref_tolerance * 1.25, nominal * ref_tolerance * 1.25)]
    threshold = design_values.collapse_threshold(v)
    collapse = [("MCP6566 offset (10 mV*)", 10e-3, 10e-3), ("divider R508/R509", threshold * 0.8 * 2e-3, threshold * 0.8 * 2e-3),
                ("hysteresis R510, 1 %, and logic supply 5 %", 8.5e-3 * 0.07, 8.5e-3 * 0.07), ("U1 and reference", 0.2e-3, 0.2e-3)]
    return (_section(f"Over-current threshold {nominal:.3f} A (pouch); not calibrated", "A", 1.0, oc)
            + _section(f"Collapse threshold {threshold:.4f} V; not calibrated", "mV", 1e3, collapse))


def _ntc(v, beta=3435.0, r25=1e4):
    worst = 0.0
    for celsius in range(0, 61, 5):
        kelvin = celsius + 273.15
        ohms = r25 * math.exp(beta * (1 / kelvin - 1 / 298.15))
        slope = beta / kelvin ** 2                       # relative change per kelvin
        node = v["R416"] / (ohms + v["R416"])
        relative = 0.01 + 0.01 * abs(celsius - 25) * slope + 0.001 + 25e-6 * SPAN_K
        adc = (ADC["gain"] + ADC["gain_drift"] * SPAN_K) / node + 4 * ADC["lsb_v"] / (2.5 * ohms / (ohms + v["R416"]) * node)
        worst = max(worst, (relative + adc * 0.5) / slope)
    return ["## Cell temperature, 10k B3435 1 % NTC, 0 to 60 C", "", f"Worst case {worst:.2f} K uncalibrated (NTC 1 %, beta 1 %, R416 0.1 %, half of the converter's ratio error against AIN2).", ""]


def _bias():
    lines = ["## What input current does to a high source resistance", "", "| source | U1 alone, 20 fA | whole board, 3 pA (assumed) | alarm limit, 10 pA |", "|---|---|---|---|"]
    for name, ohms in (("10 Mohm", 1e7), ("100 Mohm", 1e8), ("1 Gohm", 1e9)):
        lines.append(f"| {name} | {20e-15 * ohms * 1e6:.3g} uV | {3e-12 * ohms * 1e3:.3g} mV | {10e-12 * ohms * 1e3:.3g} mV |")
    return lines + [""]


def document(netlist=None):
    """The whole document."""
    netlist = netlist or netlists.export()
    v = spice.values(netlist)
    lines = ["# Error budget", "", "Computed by `scripts/error_budget.py` from the schematic's parts and the chips' limits; **not measured**. Temperature span 25 C +- 35 K.",
             "Limits marked * and all chip limits must be compared with the data sheets of the parts bought. \"Tracking assumed\": 5 ppm/K between two 0.1 % parts",
             "of one reel, which their maker does not guarantee (25 ppm/K each is guaranteed).", ""]
    lines += _sense(v, netlist)
    lines += _current(v["RS1"], 0.01, 35e-6, 4.0, "Current, 10 mohm, at 4 A", "mA", 1e3, 31.25e-6)
    lines += _current(v["RS1"], 0.01, 35e-6, 0.1, "Current, 10 mohm, at 0.1 A", "mA", 1e3, 31.25e-6)
    lines += _current(1.0, 0.001, 25e-6, 1e-3, "Current, 1 ohm, at 1 mA", "uA", 1e6, 0.3125e-6)
    lines += _cell_voltage(v) + _thresholds(v, netlist) + _ntc(v) + _bias()
    lines += ["## What the board takes from the cell", "", "| cell | current |", "|---|---|"]
    lines += [f"| {volts} V | {design_values.cell_load(v, volts):.2f} uA |" for volts in (-1.0, -0.2, 0.0, 1.0, 3.0, 4.2)]
    lines += ["", "The divider of AIN1 adds to the 1 Mohm of the INA228's VBUS input: subtract both before believing a rest leakage.",
              "A cell reversed by more than 0.25 V also feeds the clamp D402 through R404: remove R404 for symmetric cells; AIN1 then measures alone.", ""]
    return "\n".join(lines[:-1]) + "\n"


def main(arguments):
    text = document()
    if arguments == ["write"]:
        with open(DOCUMENT, "w", encoding="utf-8") as out:
            out.write(text)
        return 0
    with open(DOCUMENT, encoding="utf-8") as file:
        same = file.read() == text
    print("error budget:", "as computed" if same else "docs/error-budget.md differs from what the parts give; run scripts/error_budget.py write")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
