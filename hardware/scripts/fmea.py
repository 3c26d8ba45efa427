#!/usr/bin/env python3
"""Checks docs/fmea.csv: every fitted part appears, every fault id exists, nothing names a part that is not there.

The table's `proof` column names what the emulated board must inject; that the firmware then reports `fault_id` is proven
by the firmware's tests, which read this file.
"""
import csv
import os
import sys

import bom
import netlist as netlists

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "fmea.csv")
FAULTS = set("""sense-contact-anode sense-contact-cathode sense-lead-open sense-not-armed sense-leakage hard-short soft-short micro-short
rest-leakage depletion-near depleted resistance-rise coulombic-loss over-voltage under-voltage over-current-charge over-current-discharge
over-temperature under-temperature gas-release switch-failed sensor-stale sensor-implausible sensor-stuck self-test-failed storage-corrupt
watchdog-reset none""".split())


def rows():
    """The table."""
    with open(TABLE, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(netlist=None):
    """Problems, as text."""
    netlist = netlist or netlists.export()
    problems, covered = [], set()
    for number, row in enumerate(rows(), 2):
        if None in row or None in row.values():
            problems.append(f"fmea.csv line {number}: wrong number of columns")
            continue
        for ref in row["references"].split():
            covered.add(ref)
            if ref not in netlist.components:
                problems.append(f"fmea.csv line {number}: {ref} is not in the schematic")
        if row["fault_id"] not in FAULTS:
            problems.append(f"fmea.csv line {number}: {row['fault_id']} is no fault of the firmware's table")
        if row["fault_id"] != "none" and not row["proof"].strip():
            problems.append(f"fmea.csv line {number}: nothing proves {row['fault_id']}")
    for ref in sorted(netlist.components, key=bom.natural):
        if netlist.components[ref].in_bom and ref not in covered:
            problems.append(f"fmea.csv: {ref} ({netlist.components[ref].value}) is missing")
    return problems


if __name__ == "__main__":
    faults = check()
    for fault in faults:
        print("fmea:", fault)
    print(f"fmea: {len(faults)} problems")
    sys.exit(1 if faults else 0)
