"""`python -m benchmarks [PART …]`: measure, print, and exit with 1 when a budget is broken."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import arithmetic, bulk, changes, importing, load, report, starting
from benchmarks.budgets import Figure, broken
from benchmarks.changes import Walks
from benchmarks.installation import installation
from benchmarks.load import Crowd

Part = Callable[[Path, bool], list[Figure]]
PARTS: Mapping[str, Part] = {
    "start": lambda page, quick: starting.figures(page, 1 if quick else 3),
    "import": lambda page, quick: importing.figures(quick=quick),
    "bulk": lambda page, quick: bulk.figures(quick=quick),
    "arithmetic": lambda page, quick: arithmetic.figures(2 if quick else 7),
    "changes": lambda page, quick: changes.figures(page, Walks(4, 1) if quick else Walks(10, 2)),
    "load": lambda page, quick: load.figures(
        page, Crowd(50, 5, 10) if quick else Crowd(200, 20, 30)
    ),
}
"""In this order, since the first start builds the sample's database for the others."""


def main() -> int:
    """Measure the parts that were asked for; 0 when all their budgets are kept."""
    asked = _arguments()
    print(report.machine(), flush=True)
    measured: list[Figure] = []
    with installation() as copy:
        for name in asked.parts:
            figures = PARTS[name](copy / "dashboard.py", asked.quick)
            print("\n" + report.table(figures), flush=True)
            measured += figures
    if asked.json:
        report.save(measured, asked.json)
    return 1 if broken(measured) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", type=_part, metavar="PART", help=f"{', '.join(PARTS)}; else all of them"
    )
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, 50 readers")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    asked = parser.parse_args()
    asked.parts = [name for name in PARTS if name in asked.parts or not asked.parts]
    return asked


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"no part {name!r}; there are {', '.join(PARTS)}")
    return name


if __name__ == "__main__":
    sys.exit(main())
