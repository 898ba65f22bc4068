"""Running what is due. The table stands in config/schedule.py; the tick and the moving clock both go through it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sweep:
    """Recurring work: `run` is a dotted path to a function of `at`, due every `every`."""

    name: str
    run: str
    every: timedelta = timedelta(minutes=1)

    def is_due(self, at: datetime) -> bool:
        """True in the first minute of each period, counted from the epoch."""
        return int(at.timestamp()) % int(self.every.total_seconds()) < 60


def sweeps() -> list[Sweep]:
    """The table of all recurring work."""
    table: list[Sweep] = import_string("config.schedule.SWEEPS")
    return table


def run_sweep(sweep: Sweep, *, at: datetime) -> bool:
    """Run one sweep; its failure is logged and does not keep the others from running."""
    action: Callable[..., object] = import_string(sweep.run)
    try:
        action(at=at)
    except Exception:
        # One broken sweep must not stop the association's other work; the log and doctor show it.
        logger.exception("The sweep %s failed", sweep.name)
        return False
    return True


def run_due(*, at: datetime, all_of_them: bool = False) -> dict[str, bool]:
    """Run the sweeps due at that moment, in the order of the table; says which of them ran well."""
    return {sweep.name: run_sweep(sweep, at=at) for sweep in sweeps() if all_of_them or sweep.is_due(at)}
