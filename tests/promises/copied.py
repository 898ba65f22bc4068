"""An association on an ordinary day, and a back-up of it."""

from pathlib import Path

from goldseam.core.sales.actions.paying import look_up_payment
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.command import backup
from goldseam.faces.command.installation import Installation
from goldseam.faces.command.tests.copies import the_tests_own
from tests.promises.members import goes_to_the_bank, joins, open_for_members, presses


def an_ordinary_day() -> Order:
    """Nia joined and paid; Omar too, and is owed his money back; Tom has not paid yet. No letter has gone out."""
    open_for_members()
    for name in ("Nia", "Omar"):
        payment = goes_to_the_bank(joins(name))
        presses(payment, "pay")
        look_up_payment(payment=payment, at=NOON)
    refund_order(order=payment.order, amount_pence=7500, reason="moved away", by=None, at=NOON)
    return joins("Tom")


def with_files(home: Path) -> Path:
    """The folder of an installation with a picture, a member's file, and what must not be in a back-up."""
    for name in ("media/images/bowl.jpg", "private/cpd/nia.pdf", "pages/kept/index.html", "postgres/base"):
        (home / name).parent.mkdir(parents=True)
        (home / name).write_bytes(name.encode() * 500)
    (home / "secret.key").write_text("k" * 60)
    return home


def backed_up(home: Path, file: Path) -> Path:
    """A back-up of the tests' own database and of the files in `home`."""
    backup.run(Installation("test", home, 8000, the_tests_own()), file, None)
    return file
