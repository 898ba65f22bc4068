"""`goldseam import`: what can be brought in, and how it is said on the command line."""

import argparse
from pathlib import Path

from goldseam.faces.command.installation import CannotRun, Installation, database
from goldseam.faces.command.progress import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `goldseam import`."""
    parser.add_argument("what", choices=["people"])
    parser.add_argument("file", type=Path, help="a CSV or XLSX file with a row of column names")
    parser.add_argument("--dry-run", action="store_true", help="read, check and report; change nothing")
    parser.add_argument(
        "--dates", choices=["day", "month"], default="", help="which comes first in 03/04/2025, when the file is silent"
    )
    parser.add_argument(
        "--alike",
        choices=["same", "new", "leave"],
        default="",
        help="what to do with rows that look like people we know",
    )
    parser.add_argument("--report", type=Path, help="write the file as CSV with what to mend beside each row")


def run(installation: Installation, chosen: argparse.Namespace) -> int:
    """Bring in a file of people; the exit code."""
    from goldseam.faces.command import prepare

    if not chosen.file.is_file():
        raise CannotRun(f"There is no file {chosen.file}.")
    with database(installation):
        prepare.set_up_django(hurry=False)
        from goldseam.faces.importers.command import import_people
        from goldseam.foundation import clock

        return import_people(
            chosen.file,
            dry_run=chosen.dry_run,
            day_order=chosen.dates,
            alike=chosen.alike,
            report=chosen.report,
            at=clock.now(),
            say=say,
        )
