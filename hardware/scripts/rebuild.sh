#!/usr/bin/env bash
# Everything that follows from the sources, in order: schematic, project, constants, board, documents, simulation results, fabrication.
set -eu
cd "$(dirname "$0")"
python=/usr/bin/python3
$python build_schematic.py
$python project_file.py
$python pinmap.py generate
$python erc.py
$python layout/build_board.py
$python drc.py
$python error_budget.py write
$python simulate.py --monte-carlo 60
$python fabrication.py write
