#!/usr/bin/env python3
"""Bill of materials from the schematic, per variant; and the check that every part can be ordered.

    bom.py check        every part names maker, part number, rating, and tolerance where it has one
    bom.py write DIR    bom-pouch.csv and bom-coin.csv
"""
import csv
import io
import os
import re
import sys

import netlist as netlists

VARIANTS = ("pouch", "coin")
COLUMNS = ["references", "quantity", "value", "footprint", "manufacturer", "part number", "tolerance", "rating", "alternates", "checked against data sheet"]
_COIN_FIELDS = ("value", "Manufacturer", "MPN", "Tolerance", "Rating")


def fitted(component, variant):
    """A part's fields as fitted in a variant; None where it is left out."""
    if component.dnp or not component.in_bom:
        return None
    fields = {"value": component.value, **component.fields}
    if variant == "coin" and fields.get("Variant coin"):
        if fields["Variant coin"] == "DNP":
            return None
        fields.update(zip(_COIN_FIELDS, fields["Variant coin"].split("|")))
    return fields


def natural(ref):
    """Sort key: letters, then the number."""
    letters, digits = re.match(r"([A-Z]+)(\d+)", ref).groups()
    return letters, int(digits)


def rows(netlist, variant):
    """One line per part number."""
    groups = {}
    for ref in sorted(netlist.components, key=natural):
        fields = fitted(netlist.components[ref], variant)
        if fields is None:
            continue
        key = (fields["value"], netlist.components[ref].footprint.split(":")[-1], fields.get("Manufacturer", ""), fields.get("MPN", ""),
               fields.get("Tolerance", ""), fields.get("Rating", ""), fields.get("Alternates", ""), fields.get("Checked", ""))
        groups.setdefault(key, []).append(ref)
    return [[" ".join(refs), len(refs), *key] for key, refs in groups.items()]


def text(netlist, variant):
    """The CSV file of a variant."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(netlist, variant))
    return out.getvalue()


def check(netlist=None):
    """What is missing, as text."""
    netlist = netlist or netlists.export()
    problems = []
    for variant in VARIANTS:
        for ref in sorted(netlist.components, key=natural):
            fields = fitted(netlist.components[ref], variant)
            if fields is None:
                continue
            for name in ("Manufacturer", "MPN", "Rating"):
                if not fields.get(name):
                    problems.append(f"{ref} ({variant}): no {name}")
            if ref[0] in "RC" and not ref.startswith(("RS",)) and not re.match(r"[0-9.]+ %", fields.get("Tolerance", "")):
                problems.append(f"{ref} ({variant}): no tolerance")
            if fields.get("Checked") not in ("no", "pins", "n/a"):
                problems.append(f"{ref} ({variant}): 'Checked' says {fields.get('Checked')!r}")
            if not netlist.components[ref].footprint:
                problems.append(f"{ref}: no footprint")
    return problems


def write(folder):
    """Both variants' files."""
    netlist = netlists.export()
    for variant in VARIANTS:
        with open(os.path.join(folder, f"bom-{variant}.csv"), "w", encoding="utf-8", newline="") as out:
            out.write(text(netlist, variant))


def main(arguments):
    if arguments[:1] == ["write"]:
        write(arguments[1])
        return 0
    problems = check()
    for problem in problems:
        print("bom:", problem)
    print(f"bom: {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
