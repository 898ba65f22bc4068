"""`goldseam import`: what can be brought in, and how it is said on the command line."""

import argparse
from pathlib import Path

from goldseam.faces.command.installation import CannotRun, Installation, database
from goldseam.faces.command.progress import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `goldseam import`."""
    parser.add_argument("what", choices=["people", "articles"])
    parser.add_argument(
        "file",
        type=Path,
        help="people: CSV or XLSX with a row of column names; articles: WordPress (XML) or Ghost (JSON)",
    )
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
    articles = parser.add_argument_group("articles")
    articles.add_argument("--pictures", type=Path, help="the folder of the old site's pictures, or a ZIP of it")
    articles.add_argument("--fetch", action="store_true", help="fetch pictures that are not there from the old site")
    articles.add_argument("--site", default="", help="the old site's address, which an export of Ghost does not hold")
    articles.add_argument(
        "--news", action="append", default=[], metavar="WORD", help="a category that is news; again for more"
    )
    articles.add_argument(
        "--leave-out", action="append", default=[], metavar="WORD", help="a category that stays behind"
    )
    articles.add_argument("--as-shown", action="store_true", help="bring them in by the rule that the dry run shows")


def run(installation: Installation, chosen: argparse.Namespace) -> int:
    """Bring in a file; the exit code."""
    from goldseam.faces.command import prepare

    if not chosen.file.is_file():
        raise CannotRun(f"There is no file {chosen.file}.")
    if chosen.pictures and not chosen.pictures.exists():
        raise CannotRun(f"There is no folder {chosen.pictures}.")
    with database(installation):
        prepare.set_up_django(hurry=False)
        from goldseam.faces.importers.articles.command import Wishes, import_articles
        from goldseam.faces.importers.command import import_people
        from goldseam.foundation import clock

        if chosen.what == "articles":
            names = ("pictures", "fetch", "site", "news", "leave_out", "as_shown", "dry_run")
            wishes = Wishes(**{name: getattr(chosen, name) for name in names})
            return import_articles(chosen.file, wishes, at=clock.now(), say=say)

        return import_people(
            chosen.file,
            dry_run=chosen.dry_run,
            day_order=chosen.dates,
            alike=chosen.alike,
            report=chosen.report,
            at=clock.now(),
            say=say,
        )
