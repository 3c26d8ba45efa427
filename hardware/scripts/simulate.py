#!/usr/bin/env python3
"""Runs every circuit of sim/circuits, holds the results to sim/limits.json and writes sim/results.

    simulate.py --monte-carlo N          all circuits with nominal parts, then N random sets; writes sim/results
    simulate.py --check --monte-carlo N  the same, but compares with the committed waveforms instead of writing them
"""
import os
import random
import sys
import tempfile

import design_values
import netlist as netlists
import spice
from spice import at, crossing

COMMITTED = os.path.join(spice.SIM, "results")
TOLERANCE_V, TOLERATED = 0.02, 0.01   # of a committed waveform's points, this part may differ by more (edges)
IDEAL = {"u1_vos": 0.0, "u503_vos": 0.0, "u501_vos": 0.0, "u501_gain": 20.0}
NODES = ["buf1", "buf2", "buf3", "buf4", "buf5", "buf6", "ain1", "ain2", "ain3", "ain4", "ain5", "ain6"]
IDLE_S, DOWN_S, UP_S = 0.0495, 0.0995, 0.1995
KICKS = "PWL(0 0 {})"


def kicks(times):
    """A waveform of 1 ms pulses."""
    return KICKS.format(" ".join(f"{t:.4f} 0 {t + 1e-5:.5f} 3.3 {t + 1e-3:.4f} 3.3 {t + 1.01e-3:.5f} 0" for t in times))


class Output:
    """Where results go: the committed folder, or a scratch one to compare with it."""

    folder = COMMITTED


def save(name, waves, points=400):
    """Waveforms for the firmware's and the emulated board's tests: time in s, nodes in V, thinned evenly."""
    os.makedirs(Output.folder, exist_ok=True)
    nodes = [node for node in waves if node != "time"]
    last = waves["time"][-1]
    with open(os.path.join(Output.folder, name + ".csv"), "w", encoding="utf-8") as out:
        out.write("time_s," + ",".join(node + "_v" for node in nodes) + "\n")
        for i in range(points + 1):
            moment = last * i / points
            out.write(f"{moment:.6g}," + ",".join(f"{at(waves, node, moment) + 0.0:.4f}" for node in nodes) + "\n")


def self_test(parameters, keep=None):
    waves = spice.run("self_test", parameters, NODES)
    if keep:
        save(keep, waves)
    ratio = {node: at(waves, node, DOWN_S) / at(waves, node, IDLE_S) for node in ("buf1", "buf2", "buf4", "buf5")}
    return {
        "self_test.healthy_pull_down_ratio_min": min(ratio["buf1"], ratio["buf2"]),
        "self_test.healthy_pull_down_ratio_max": max(ratio["buf1"], ratio["buf2"]),
        "self_test.open_pull_down_ratio_max": max(ratio["buf4"], ratio["buf5"]),
        "self_test.open_pull_up_v_min": min(at(waves, "buf4", UP_S), at(waves, "buf5", UP_S)),
        "self_test.contact_pull_up_v_max": at(waves, "buf3", UP_S),
        "self_test.over_range_v": at(waves, "buf6", IDLE_S),
    }


def contact(parameters):
    found = {}
    for ohms, step, stop, name, scale in ((10.0, "5u", "30m", "contact.10_ohm_to_collapse_ms", 1e3), (1e3, "50u", "120m", "contact.1_kohm_to_collapse_ms", 1e3),
                                          (1e4, "500u", "1", "contact.10_kohm_to_collapse_ms", 1e3), (1e5, "5m", "8", "contact.100_kohm_to_collapse_s", 1.0)):
        waves = spice.run("contact", {**parameters, "contact": ohms, "step": step, "stop": stop}, ["e", "buf", "ain", "coll"])
        save(f"contact_{int(ohms)}_ohm", waves)
        found[name] = scale * (crossing(waves, "coll", 1.6, True, 0.005) - 0.01)
        if ohms == 10.0:
            final = at(waves, "ain", 0.03)
            settled = next(t for t, v in zip(reversed(waves["time"]), reversed(waves["ain"])) if abs(v - final) > 0.01 * 1.2)
            found["contact.adc_settling_ms"] = 1e3 * (settled - 0.01)
        if ohms == 1e5:
            found["contact.100_kohm_to_10_percent_s"] = crossing(waves, "buf", 2.7, True, 0.005) - 0.01
    return found


def leakage(parameters):
    waves = spice.run("leakage", {**parameters, "inject": "1p"}, ["buf", "ain"])
    save("leakage_1pa", waves)
    return {"leakage.slope_1pa_mv_per_s": 1e3 * (at(waves, "buf", 1.0) - at(waves, "buf", 0.2)) / 0.8}


def unpowered(parameters):
    waves = spice.run("unpowered", parameters, ["e1", "e2"])
    save("unpowered", waves, 100)
    return {"unpowered.with_relay_v": waves["e1"][-1], "unpowered.without_relay_v": waves["e2"][-1]}


def over_current(parameters, coin):
    def delay(amperes, chosen, name):
        waves = spice.run("over_current", {**chosen, "current": amperes}, ["ina", "sense", "oc"])
        save(name, waves, 300)
        moment = crossing(waves, "oc", 1.6)
        return None if moment is None else 1e6 * (moment - 1e-3)
    return {"over_current.trip_5_5_a_us": delay(5.5, parameters, "over_current_5a5"), "over_current.trip_10_a_us": delay(10.0, parameters, "over_current_10a"),
            "over_current.trip_minus_10_a_us": delay(-10.0, parameters, "over_current_minus_10a"),
            "over_current.no_trip_4_5_a": 0 if delay(4.5, parameters, "over_current_4a5") is None else 1,
            "over_current.coin_trip_55_ma_us": delay(0.055, coin, "over_current_coin_55ma")}


def _masked(waves):
    """Intervals in which MASK_N is low."""
    intervals, start = [], None
    for moment, value in zip(waves["time"], waves["mask_n"]):
        if value < 1.6 and start is None:
            start = moment
        if value >= 1.6 and start is not None:
            intervals.append((start, moment))
            start = None
    if start is not None:
        intervals.append((start, waves["time"][-1]))
    return [(a, b) for a, b in intervals if b - a > 1e-3]


def mask(parameters, low=design_values.SCHMITT_LOW_V, high=design_values.SCHMITT_HIGH_V, thorough=True):
    levels = {"vt_low": low, "vt_high": high, "vt_middle": (low + high) / 2, "vt_half": (high - low) / 2}

    def intervals(tst, k1, stop, name=None):
        waves = spice.run("mask", {**parameters, **levels, "tst": tst, "k1": k1, "stop": stop}, ["mask_n", "rc", "tst", "k1"])
        if name:
            save(name, waves)
        return _masked(waves)

    single = intervals("PULSE(0 3.3 0.1 1u 1u 0.05 10)", "0", "0.6", "mask_self_test" if thorough else None)
    found = {"mask.length_ms": 1e3 * (single[0][1] - single[0][0])}
    if not thorough:
        return found
    stuck = intervals("PWL(0 0 0.1 0 0.10001 3.3)", "0", "2", "mask_stuck_high")
    found["mask.stuck_high_total_ms"] = 1e3 * sum(b - a for a, b in stuck)
    fraction, longest = 0.0, 0.0
    for period in (0.004, 0.05, 0.12, 0.15, 0.17, 0.2, 0.25, 0.3, 0.5):
        masked = intervals(f"PULSE(0 3.3 0.01 1u 1u {period / 2} {period})", f"PULSE(0 3.3 {0.01 + period / 3} 1u 1u {period / 2} {period * 1.07})", "3")
        fraction = max(fraction, sum(b - a for a, b in masked) / 3.0)
        longest = max(longest, max(b - a for a, b in masked))
    found["mask.toggling_worst_fraction"] = fraction
    found["mask.toggling_longest_ms"] = 1e3 * longest
    return found


def latch(parameters):
    waves = spice.run("latch", parameters, ["arm", "trip", "q", "gate2"])
    save("latch", waves, 600)
    return {"latch.stuck_arm_recloses": round(at(waves, "gate2", 0.085)), "latch.arm_while_tripped": round(at(waves, "q", 0.145)),
            "latch.armed_gate_v": at(waves, "gate2", 0.038), "latch.turn_off_ms": 1e3 * (crossing(waves, "gate2", 1.0, True, 0.04) - 0.04)}


def watchdog(parameters):
    def trip(times, name):
        chosen = {**parameters, "lower": 0.8, "upper": 1.6, "period": "given", "last": times[-1], "kicks": kicks(times)}
        waves = spice.run("watchdog", chosen, ["kick", "count", "wdo"])
        save(name, waves)
        return crossing(waves, "wdo", 1.6)
    regular = [1.1 * i for i in range(1, 8)]
    silent = trip(regular[:3], "watchdog_silent")
    return {"watchdog.trips_while_kicked": 0 if trip(regular, "watchdog_kicked") is None else 1,
            "watchdog.silent_trip_s": silent - regular[2],
            "watchdog.early_kick_trips": 0 if trip([1.1, 1.6], "watchdog_early") is None else 1}


def nominal(netlist):
    """All simulated values with nominal parts."""
    parameters, coin = {**IDEAL, **spice.values(netlist)}, {**IDEAL, **spice.values(netlist, coin=True)}
    return {**self_test(parameters, "self_test"), **contact(parameters), **leakage(parameters), **unpowered(parameters),
            **over_current(parameters, coin), **mask(parameters), **latch(parameters), **watchdog(parameters)}


def monte_carlo(netlist, count, seed=7):
    """Worst values over random parts: uniform within each part's tolerance, amplifier offsets within their limits."""
    generator = random.Random(seed)
    worst = {}
    base = spice.values(netlist)
    for _ in range(count):
        values = {ref: value * (1 + generator.uniform(-1, 1) * spice.tolerance(netlist.components[ref])) for ref, value in base.items()}
        parameters = {**IDEAL, **values, "u1_vos": generator.uniform(-50e-6, 50e-6)}
        found = self_test(parameters)
        found.update(mask(parameters, *generator.choice(((0.95, 1.7), (1.12, 1.87), (1.3, 2.1))), thorough=False))
        found["collapse.threshold_v"] = design_values.collapse_threshold(values, 2.5 * (1 + generator.uniform(-4e-4, 4e-4)), generator.uniform(-10e-3, 10e-3))
        found["over_current.threshold_a"] = design_values.over_current(values, generator.uniform(-0.5e-3, 0.5e-3), 20 * (1 + generator.uniform(-0.01, 0.01)))
        for name, value in found.items():
            low, high = worst.get(name, (value, value))
            worst[name] = (min(low, value), max(high, value))
    return worst


def _table(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    return lines[0], [[float(word) for word in line.split(",")] for line in lines[1:]]


def compare(fresh):
    """Committed waveforms that the schematic no longer gives, as text."""
    problems = []
    names = {name for folder in (fresh, COMMITTED) for name in os.listdir(folder) if name.endswith(".csv") and name != "summary.csv"}
    for name in sorted(names):
        paths = [os.path.join(folder, name) for folder in (fresh, COMMITTED)]
        if not all(os.path.exists(path) for path in paths):
            problems.append(f"sim/results/{name} exists on one side only")
            continue
        (head, new), (old_head, old) = (_table(path) for path in paths)
        if head != old_head or len(new) != len(old):
            problems.append(f"sim/results/{name} has other columns or rows")
            continue
        off = sum(1 for a, b in zip(new, old) if max(abs(x - y) for x, y in zip(a, b)) > TOLERANCE_V)
        if off > TOLERATED * len(new):
            problems.append(f"sim/results/{name}: {off} of {len(new)} points differ by more than {TOLERANCE_V} V from what the schematic gives")
    return problems


def main(arguments):
    checking = arguments[:1] == ["--check"]
    arguments = arguments[1:] if checking else arguments
    with tempfile.TemporaryDirectory() as folder:
        Output.folder = folder if checking else COMMITTED
        problems = _simulate(arguments)
        if checking:
            stale = compare(folder)
            for problem in stale:
                print("simulation:", problem)
            problems += len(stale)
    print(f"simulation: {problems} problems")
    return 1 if problems else 0


def _simulate(arguments):
    """Run everything, hold it to the limits, write waveforms and the summary; the number of problems."""
    netlist = netlists.export()
    limits = {limit["id"]: limit for limit in design_values.limits()["simulated"]}
    found = nominal(netlist)
    worst = monte_carlo(netlist, int(arguments[1])) if arguments[:1] == ["--monte-carlo"] else {}
    problems = 0
    lines = ["id,unit,nominal,worst_low,worst_high,limit_low,limit_high"]
    for name, limit in limits.items():
        value = found.pop(name)
        low, high = worst.pop(name, (value, value))
        good = low is not None and high is not None and limit["min"] <= min(low, value) and max(high, value) <= limit["max"]
        if not good:
            problems += 1
            print(f"simulation: {name} = {value} {limit['unit']} (Monte Carlo {low} to {high}), limits.json allows {limit['min']} to {limit['max']}")
        lines.append(f"{name},{limit['unit']},{value:.4g},{low:.4g},{high:.4g},{limit['min']},{limit['max']}" if good else f"{name},,{value},,,,")
    for name, (low, high) in worst.items():
        lines.append(f"{name},,,{low:.4g},{high:.4g},,")
    for name in found:
        problems += 1
        print(f"simulation: {name} has no limit in limits.json")
    if worst or arguments[:1] == ["--monte-carlo"]:
        with open(os.path.join(Output.folder, "summary.csv"), "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    print(f"simulation: {len(limits)} limits looked at")
    return problems


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
