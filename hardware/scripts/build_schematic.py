#!/usr/bin/env python3
"""Draw the schematic: hardware/board/*.kicad_sch from scripts/sheets/. Run again, it writes the same bytes."""
import os

import own_symbols
from schematic import identifier
from sexpr import Quoted as Q
from sheets import mcu, measure, power, protect, root, sense, switch

HERE = os.path.dirname(os.path.abspath(__file__))
BOARD = os.path.join(HERE, "..", "board")
PROJECT = "anodeguard"
REVISION = "A"
DATE = "2026-11-21"


def _title_block(title):
    return ["title_block", ["title", Q("AnodeGuard: " + title)], ["date", Q(DATE)], ["rev", Q(REVISION)],
            ["company", Q("AnodeGuard, CERN-OHL-W-2.0")], ["comment", 1, Q("Not built, not measured")]]


def build(folder=BOARD):
    """Write the root page and its sub-pages into `folder`."""
    own_symbols.write()
    top = root.draw()
    pages = [power.draw(), mcu.draw(), sense.draw(), measure.draw(), protect.draw(), switch.draw()]
    places = root.arrange(top, pages)
    top.write(folder, PROJECT, f"/{top.uuid}", _title_block("overview"), places)
    for page in pages:
        path = f"/{top.uuid}/{identifier('sheet symbol', page.file)}"
        page.write(folder, PROJECT, path, _title_block(page.title))


if __name__ == "__main__":
    build()
