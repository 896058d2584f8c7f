"""Measures how the time of all we do grows with hostile texts: ``python -m tests.hostile``."""

from __future__ import annotations

import argparse
import sys

from tests.hostile.growth import ALLOWED, WORKS, growth
from tests.hostile.shapes import shapes


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("works", nargs="*", metavar="WORK", help=f"of {', '.join(WORKS)} (default: all)")
    parser.add_argument("--characters", type=int, default=20_000, help="of the shorter text (default: 20000)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every N-th shape only")
    arguments = parser.parse_args()
    n_slow = 0
    for name in arguments.works or WORKS:
        tried = [*shapes()][:: arguments.every]
        slowest = 0.0
        for shape in tried:
            measured = growth(WORKS[name], shape, arguments.characters)
            if measured.factor > ALLOWED and measured.double > 0.1:
                n_slow += 1
                print(f"  {name}: {shape} {measured.single:.2f} s, then {measured.double:.2f} s", flush=True)
            slowest = max(slowest, measured.double)
        print(f"{name}: {len(tried)} shapes, at most {slowest:.2f} s", flush=True)
    print(f"{n_slow} grow by more than {ALLOWED} when a text doubles")
    return n_slow > 0


if __name__ == "__main__":
    sys.exit(main())
