"""Every measurement, one after the other, and a table at the end: name, figure, aim, reached or not.

`python -m bench joining` measures what is named only.
"""

import operator
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True)
class Aim:
    """A figure of a measurement, and what it is to be at most or at least."""

    module: str
    figure: str
    holds: Callable[[float, float], bool]
    target: float

    @property
    def words(self) -> str:
        return f"{'≤' if self.holds is operator.le else '≥'} {self.target:g}"


AIMS = [
    Aim("joining", "requests", operator.le, 6),
    Aim("joining", "queries", operator.le, 70),
    Aim("joining", "web CPU ms", operator.le, 60),
    Aim("joining", "orders a second", operator.ge, 20),
    Aim("joining", "worker MB", operator.le, 200),
    Aim("letters", "fixed s", operator.le, 2),
    Aim("letters", "fixing statements", operator.le, 6),
    Aim("letters", "written s", operator.le, 30),
    Aim("letters", "queries a letter written", operator.le, 0.2),
    Aim("engine", "look/bare", operator.le, 2),
    Aim("engine", "statements a kind", operator.le, 2.5),
    Aim("pagecache", "application/rendered", operator.ge, 25),
    Aim("pagecache", "nginx/plain file", operator.ge, 0.8),
    Aim("office", "page/aim", operator.le, 1),
    Aim("office", "page/300 ms", operator.le, 1),
    Aim("office", "queries", operator.le, 15),
    Aim("access", "seconds", operator.le, 5),
    Aim("importing", "10000_seconds", operator.le, 10),
    Aim("importing", "100000_seconds", operator.le, 90),
    Aim("importing", "100000_mb", operator.le, 512),
    Aim("teams", "page ms", operator.le, 300),
    Aim("teams", "queries", operator.le, 15),
    Aim("teams", "invited s", operator.le, 10),
    Aim("renewals", "each at 100000/1000", operator.le, 1.2),
    Aim("renewals", "run/bare SQL", operator.le, 3),
    Aim("renewals", "rehearsal s", operator.le, 2),
    Aim("renewals", "monthly rehearsal s", operator.le, 2),
]
MODULES = ("joining", "letters", "engine", "pagecache", "office", "access", "importing", "teams", "renewals")


def pace() -> float:
    """What ten million additions take of a core, in seconds: figures of two runs compare only at the same pace."""
    begun, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - begun


def main(chosen: list[str]) -> int:
    """Measure and print; 1 when an aim was missed."""
    print(f"this machine, now: {pace():.2f} s for ten million additions, load {os.getloadavg()[0]:.1f}")
    figures = {name: import_module(f"bench.{name}").measure() for name in chosen or MODULES}
    rows = [(aim, figures[aim.module][aim.figure]) for aim in AIMS if aim.module in figures]
    print(f"\n{'what':32} {'figure':>10}  {'aim':8} reached")
    for aim, figure in rows:
        reached = "yes" if aim.holds(figure, aim.target) else "NO"
        print(f"{aim.module + ': ' + aim.figure:32} {figure:10.2f}  {aim.words:8} {reached}")
    return int(not all(aim.holds(figure, aim.target) for aim, figure in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
