"""A statement is taken in, its sure lines are matched, and the treasurer decides on the rest."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldseam.core.ledger.actions import balance
from goldseam.core.sales.models import Order
from goldseam.core.treasury.actions.deciding import match_sure
from goldseam.core.treasury.models import Decision, Statement, StatementLine
from goldseam.faces.office.tests.factories import NOON, at_the_desk, press, staff, today_is
from goldseam.foundation.timeline.record import subject_key
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def tom() -> Client:
    """The treasurer at his desk."""
    return at_the_desk(staff("treasurer", given_name="Tom"))


def an_order(given_name: str = "Nia") -> Order:
    email = f"{given_name}@families.example".lower()
    applicant = Applicant(given_name, "Ferreday", email)
    return join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=NOON - timedelta(days=3))


def hand_in(
    client: Client, *rows: str, filename: str = "may.csv", head: str = "Date,Description,Amount,Balance"
) -> Any:
    content = "\r\n".join([head, *rows]).encode()
    typed = {"file": SimpleUploadedFile(filename, content), "account": ""}
    answer = press(client, "/office/statements/new/", typed)
    for statement in Statement.objects.filter(read_at__isnull=False):
        match_sure(subject=subject_key(statement), at=NOON, tell=lambda done, total: None)
    return answer


def words(client: Client, address: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


def test_from_the_statement_to_the_last_line_decided(tom: Client) -> None:
    nia, ben = an_order(), an_order("Ben")
    rows = [
        f"2 May 2026,N FERREDAY {nia.reference},75.00,175.00",
        f"3 May 2026,B FERREDAY {ben.reference},70.00,245.00",
    ]
    answer = hand_in(tom, *rows, "3 May 2026,POST OFFICE,-5.00,240.00", "20/04/2026,INTEREST,1.00,241.00")

    file = answer["Location"]
    shown = words(tom, file)
    assert "4 lines, 4 of them not seen before" in shown
    assert "Matched 1 £75.00 Set aside 0 £0.00 To decide 2 £71.00 All that came, as on the statement £146.00" in shown
    assert "The reference is that of this order. £5 is missing." in shown
    assert "INTEREST" in words(tom, "/office/")
    line = StatementLine.objects.get(pence=7000)

    asks = press(tom, f"/office/statements/lines/{line.pk}/match/", {"reference": ben.reference})
    assert "£5 is still missing: we write to ben@families.example" in asks.content.decode()
    press(tom, f"/office/statements/lines/{line.pk}/match/", {"reference": ben.reference.lower()}, confirmed=True)
    aside = f"/office/statements/lines/{StatementLine.objects.get(pence=100).pk}/set-aside/"
    press(tom, aside, {"reason": "not_an_order", "note": ""})

    assert "Nothing here waits for you." in words(tom, file)
    assert "Money on the statement to decide" not in words(tom, "/office/")
    assert (Order.objects.get(pk=ben.pk).state, balance("bank")) == ("short", 14500)
    assert "by itself" in words(tom, f"{file}?show=matched")


def test_a_match_is_undone_and_both_stay_in_the_history(tom: Client) -> None:
    order = an_order()
    file = hand_in(tom, f"2 May 2026,N FERREDAY {order.reference},75.00,75.00")["Location"]
    line = StatementLine.objects.get()
    assert Term.objects.current(on=NOON.date()).exists()

    asks = press(tom, f"/office/statements/lines/{line.pk}/undo/", {})
    assert "What the order had bought ends" in asks.content.decode()
    press(tom, f"/office/statements/lines/{line.pk}/undo/", {}, confirmed=True)
    again = press(tom, f"/office/statements/lines/{line.pk}/undo/", {}, confirmed=True)

    assert "This line is open already." in again.content.decode()
    assert not Term.objects.current(on=NOON.date()).exists()
    assert balance("bank") == 0
    history = words(tom, f"/office/orders/{order.pk}/")
    assert "was taken back from" in history
    assert "Transfer not for" in history, "the books show the reversing entry"
    press(tom, f"/office/statements/lines/{line.pk}/match/", {"reference": order.reference}, confirmed=True)
    assert Term.objects.current(on=NOON.date()).count() == 1
    assert "N FERREDAY" in words(tom, f"{file}?show=matched")


def test_the_same_file_again_changes_nothing_and_says_so(tom: Client) -> None:
    first = hand_in(tom, "2 May 2026,SOMEBODY,75.00,75.00")
    second = hand_in(tom, "2 May 2026,SOMEBODY,75.00,75.00", filename="again.csv")

    assert first["Location"] == second["Location"]
    assert "is here already" in words(tom, second["Location"])
    assert StatementLine.objects.count() == 1


def test_dates_that_can_be_read_in_two_ways_are_asked_about_once(tom: Client) -> None:
    file = hand_in(tom, "02/04/2026,SOMEBODY,75.00,75.00")["Location"]
    assert "Say how dates are written" in words(tom, file)
    assert StatementLine.objects.count() == 0

    wrong = press(tom, f"{file}dates/", {"day_order": ""})
    assert "Please choose one." in wrong.content.decode()
    press(tom, f"{file}dates/", {"day_order": "day"})
    assert StatementLine.objects.get().on.isoformat() == "2026-04-02"

    hand_in(tom, "03/04/2026,SOMEBODY,75.00,150.00")
    assert StatementLine.objects.filter(on="2026-04-03").exists(), "the same bank writes the same way"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("13/05/2026,SOMEBODY,75.00,75.00", "a line is dated after today"),
        ("2 May 2026,SOMEBODY,lots,75.00", "Row 2: an amount cannot be read."),
        ("", "There are no movements in this statement."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(tom: Client, row: str, told: str) -> None:
    answer = hand_in(tom, row)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Statement.objects.exists()


@pytest.mark.parametrize(("reference", "told"), [("GS999999", "no order of this"), ("", "required"), ("\x00", "Null")])
def test_an_order_that_is_not_there_is_said(tom: Client, reference: str, told: str) -> None:
    hand_in(tom, "2 May 2026,SOMEBODY,75.00,75.00")
    address = f"/office/statements/lines/{StatementLine.objects.get().pk}/match/"

    answer = press(tom, address, {"reference": reference}, confirmed=True)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_longer_statement_takes_no_more_queries(tom: Client) -> None:
    an_order()

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert tom.get(address).status_code == 200
        return len(asked)

    few = hand_in(tom, *[f"2 May 2026,N FERREDAY {pence},75.00,1.00" for pence in range(3)])["Location"]
    many = hand_in(tom, *[f"3 May 2026,N FERREDAY {pence},75.00,2.00" for pence in range(90)])["Location"]
    queries(few)

    assert queries(few) <= 20, "a file, not a list"
    assert queries(many) == queries(few)
    assert queries("/office/statements/") <= 15
