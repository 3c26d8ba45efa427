"""Runs ngspice on the circuits of sim/circuits with component values taken from the schematic's netlist.

ngspice ends with status 0 even after "timestep too small": a run counts only if it says nothing of the kind and its last
time is the one that was asked for.
"""
import os
import re
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SIM = os.path.join(HERE, "..", "sim")
_SCALE = {"p": 1e-12, "n": 1e-9, "u": 1e-6, "m": 1e-3, "R": 1.0, "k": 1e3, "M": 1e6}


class SimulationError(Exception):
    """A run that did not finish."""


def si(text):
    """Value of a part: "39.2k 0.1%", "10n C0G", "10m" -> ohm, farad."""
    match = re.match(r"([0-9.]+)([pnumRkM]?)", text)
    if not match:
        raise ValueError(f"no value in {text!r}")
    return float(match[1]) * _SCALE.get(match[2], 1.0)


def values(netlist, coin=False):
    """reference -> ohm or farad of every resistor and capacitor; `coin`: as the coin variant is fitted."""
    found = {}
    for ref, component in netlist.components.items():
        if re.match(r"(R|C|RS)\d+$", ref):
            text = component.value
            if coin and component.fields.get("Variant coin"):
                text = component.fields["Variant coin"].split("|")[0]
            found[ref] = si(text)
    return found


def tolerance(component):
    """Relative tolerance of a part, from its field."""
    match = re.match(r"([0-9.]+) %", component.fields.get("Tolerance", ""))
    return float(match[1]) / 100 if match else 0.0


def run(circuit, parameters, wanted):
    """Run sim/circuits/<circuit>.cir; returns {"time": [...], name: [...]} for the wanted nodes."""
    with tempfile.TemporaryDirectory() as folder:
        def filled(name):
            with open(os.path.join(SIM, "circuits", name), encoding="utf-8") as file:
                text = file.read()
            merged = {"models": os.path.join(SIM, "models"), "front_end": os.path.join(folder, "front_end.inc"), **parameters}
            missing = set(re.findall(r"{{(\w+)}}", text)) - set(merged)
            if missing:
                raise KeyError(f"{name}: no value for {sorted(missing)}")
            return re.sub(r"{{(\w+)}}", lambda match: _spelled(merged[match[1]]), text)

        with open(os.path.join(folder, "front_end.inc"), "w", encoding="utf-8") as out:
            out.write(filled("front_end.inc"))
        deck = filled(circuit + ".cir")
        output = os.path.join(folder, "out.txt")
        control = f".control\nset wr_singlescale\nset numdgt=9\nrun\nwrdata {output} {' '.join(f'v({name})' for name in wanted)}\n.endc\n.end\n"
        deck = deck.replace(".end\n", control) if deck.endswith(".end\n") else deck + control
        path = os.path.join(folder, "deck.cir")
        with open(path, "w", encoding="utf-8") as out:
            out.write(deck)
        done = subprocess.run(["ngspice", "-b", path], capture_output=True, text=True, cwd=folder, check=False)
        log = done.stdout + done.stderr
        if re.search(r"aborted|singular|rror:|unknown|Timestep too small", log) or not os.path.exists(output):
            raise SimulationError(f"{circuit}: {[line for line in log.splitlines() if re.search('abort|singular|rror|unknown|small', line)][:5] or log[-500:]}")
        columns = [[] for _ in range(len(wanted) + 1)]
        with open(output, encoding="utf-8") as file:
            for line in file:
                numbers = [float(word) for word in line.split()]
                for column, number in zip(columns, numbers):
                    column.append(number)
    stop = si_time(re.search(r"^\.tran\s+\S+\s+(\S+)", deck, re.M)[1])
    if not columns[0] or abs(columns[0][-1] - stop) > 0.002 * stop:
        raise SimulationError(f"{circuit}: ended at {columns[0][-1] if columns[0] else None} s instead of {stop} s")
    return dict(zip(["time"] + list(wanted), columns))


def si_time(text):
    """"220m" -> 0.22."""
    match = re.match(r"([0-9.eE+-]+)([munp]?)", text)
    return float(match[1]) * {"": 1, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12}[match[2]]


def _spelled(value):
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def at(waves, node, time):
    """A node's value at a time, interpolated."""
    times, series = waves["time"], waves[node]
    low, high = 0, len(times) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if times[middle] <= time else (low, middle)
    span = times[high] - times[low]
    return series[low] if span == 0 else series[low] + (series[high] - series[low]) * (time - times[low]) / span


def crossing(waves, node, level, falling=True, after=0.0):
    """First time after `after` at which a node passes a level; None without one."""
    times, series = waves["time"], waves[node]
    for i in range(1, len(times)):
        if times[i] <= after:
            continue
        a, b = series[i - 1], series[i]
        if (a >= level > b) if falling else (a <= level < b):
            return times[i - 1] + (level - a) * (times[i] - times[i - 1]) / (b - a)
    return None
