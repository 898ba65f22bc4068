"""Promise 18 at the office: no input breaks a page, and nothing that was typed runs."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from goldseam.core.desk.models import KeptSearch
from goldseam.core.mail.models import LetterVersion, StandardLetter
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.core.sales.models import Order
from goldseam.core.treasury.actions.receiving import receive
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, somebody, staff, today_is
from goldseam.subjects.library.actions import enter_factsheet
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from tests.promises.naughty import SCRIPTS, strings, unescaped
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db

LISTS = (
    "people",
    "orders",
    "payments",
    "refunds",
    "repairs",
    "letters",
    "letters-to-many",
    "standard-letters",
    "factsheets",
)
# How many forms of one kind a page of the set-up sends.
ROWS = {"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0"}
# What belongs to lists: choosing rows for a deed, keeping a search, exporting.
OF_LISTS = ("people/export", "people/kept/new", "people/columns", "people/many/hub", "orders/many/set-aside")
QUESTIONS = (
    "q",
    "hub",
    "membership",
    "role",
    "state",
    "transfer",
    "kind",
    "way",
    "since",
    "until",
    "p",
    "ordering",
    "export",
)

# The fields of forms that have many.
LETTER = ("name", "subject", "body", "basis", "purpose", "needed_for", "promotes_nothing", "is_for_hub_leads")
DETAILS = ("given_name", "family_name", "email", "profession", "employer", "postcode_district", "address", "hub")
PLACE = ("name", "slug", "introduction", "postcode_areas", "lead", "position", "place")
PAID = ("amount_pence", "received_on", "reason")
PAYER = ("payer_given_name", "payer_family_name", "payer_address", "purchase_order", "reason")
PLAN = ("name", "slug", "for_whom", "gives", "how_to_stop", "price_pence", "months", "vat_treatment", "vat_rate")
OWN = ("name", "short_name", "strapline", "voice", "address", "email", "vat_number", "bank_sort_code", "sea", "pot")
VERSION = ("body", "authors", "read_by", "what_changed", "published_on", "review_by", "preview")


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Client:
    today_is(monkeypatch, NOON)
    an_association()
    client = at_the_desk(staff("office", given_name="Olive"))
    client.raise_request_exception = False
    return client


def _a_line() -> int:
    content = b"Date,Description,Amount\n2026-05-02,SOMEBODY,75.00\n"
    statement, _is_new = receive(filename="bank.csv", content=content, account="", by=None, at=NOON)
    return statement.lines.get().pk


def forms() -> Mapping[str, tuple[str, ...]]:
    """Every form of the office with its fields; each is filled whole with one string."""
    nia, hub, plan = somebody("Nia"), a_hub("yorkshire"), a_plan()
    order = join(plan=plan, applicant=Applicant("Nia", "F", "n@x.example"), signed_in=None, key=None, at=NOON)
    record_transfer(order=order, amount_pence=7500, at=NOON, by=nia)
    sheet = enter_factsheet(slug="sleep", number=1, title="Sleep", summary="…", minutes=1, at=NOON, by=nia)
    kept_letter = a_standard_letter()
    return {
        f"/office/people/{nia.pk}/note/": ("text",),
        f"/office/people/{nia.pk}/files/add/": ("file", "note"),
        f"/office/people/{nia.pk}/details/": DETAILS,
        f"/office/people/{nia.pk}/roles/give/": ("role", "hub"),
        f"/office/orders/{order.pk}/transfer/": PAID,
        f"/office/orders/{order.pk}/refund/": PAID,
        f"/office/people/kept/{a_kept_search().pk}/": ("name", "is_shared"),
        "/office/people/columns/": ("columns",),
        "/office/people/export/": ("form", "columns", "of"),
        "/office/people/many/hub/": ("hub", "of"),
        f"/office/orders/{order.pk}/waive/": ("reason",),
        f"/office/orders/{order.pk}/correct/": PAYER,
        f"/office/statements/lines/{_a_line()}/match/": ("reference",),
        f"/office/statements/lines/{_a_line()}/set-aside/": ("reason", "note"),
        "/office/statements/new/": ("account", "file"),
        "/office/hubs/new/": PLACE,
        f"/office/hubs/{hub.pk}/": PLACE,
        "/office/plans/new/": PLAN,
        f"/office/plans/{plan.pk}/": PLAN,
        f"/office/plans/{plan.pk}/price/": ("price_pence", "from_on"),
        "/office/association/": OWN,
        "/set-up/money/": ("bank_account_name", "bank_sort_code", "bank_account_number"),
        "/set-up/plans/": tuple(f"row-0-{name}" for name in ("pk", "is_open", *PLAN)),
        "/set-up/hubs/": tuple(f"row-0-{name}" for name in ("pk", *PLACE)),
        "/set-up/mail/": ("provider", "host", "port", "security", "user", "password", "selector"),
        "/office/standard-letters/new/": LETTER,
        f"/office/standard-letters/{kept_letter.pk}/change/": LETTER,
        "/office/letters-to-many/new/": ("letter", "audience", "hub", "of"),
        "/office/factsheets/new/": ("number", "title", "slug", "summary", "minutes"),
        f"/office/factsheets/{sheet.pk}/publish/": VERSION,
    }


def a_standard_letter() -> StandardLetter:
    letter = StandardLetter.objects.create(name="Moved")
    LetterVersion.objects.create(
        letter=letter, number=1, subject="x", body="x", basis="service", needed_for="x", written_at=NOON
    )
    return letter


def a_kept_search() -> KeptSearch:
    olive = Person.objects.get(given_name="Olive")
    return KeptSearch.objects.create(owner=olive, list_name="people:list", name="x", question="q=x", kept_at=NOON)


def wrong(answer: Any) -> list[str]:
    page = answer.content.decode()
    return [f"status {answer.status_code}"] * (answer.status_code >= 500) + unescaped(page)


def test_no_string_in_any_field_breaks_a_form(office: Client, record_property: Callable[[str, object], None]) -> None:
    found, all_forms = [], forms()
    record_property("forms", len(all_forms))
    record_property("strings", len(strings(size(10, 500))))
    for address, fields in all_forms.items():
        for number, naughty in enumerate(strings(size(10, 500))):
            typed = dict.fromkeys(fields, naughty) | {"once": f"{number:032d}", "confirmed": "yes"} | ROWS
            found += [(address, naughty[:60], fault) for fault in wrong(office.post(address, typed))]
    assert found == []


def test_no_string_in_any_question_breaks_a_list(office: Client) -> None:
    somebody("Nia")
    found = []
    for place in LISTS:
        for naughty in strings(size(10, 500)):
            answer = office.get(f"/office/{place}/", dict.fromkeys(QUESTIONS, naughty))
            found += [(place, naughty[:60], fault) for fault in wrong(answer)]
    assert found == []


def test_no_string_in_what_a_deed_is_told_of_its_rows_breaks_it(office: Client) -> None:
    somebody("Nia")
    found = []
    for place in OF_LISTS:
        name = f"{place.partition('/')[0]}:list"
        for naughty in strings(size(8, 500)):
            for asked in (
                dict.fromkeys((*QUESTIONS, "row", "all", "of", "list"), naughty),
                {"list": name, "all": "yes", "q": naughty},
                {"list": name, "row": naughty},
                {"of": json.dumps([name, f"q={quote(naughty)}", None])},
            ):
                answer = office.get(f"/office/{place}/", asked)
                found += [(place, naughty[:60], fault) for fault in wrong(answer)]
    assert found == []


def test_people_with_such_names_are_listed_found_and_opened(office: Client) -> None:
    """What got in by another way: the database takes all but the NUL byte."""
    found = []
    for number, naughty in enumerate(strings(size(12, 500))):
        name = naughty.replace("\x00", "")[:80] or "x"
        details = {"profession": name, "employer": name, "email": f"naughty{number}@x.example"}
        person = somebody(name, name, **details)
        people.write_note(person=person, text=name, at=NOON, by=person)
        found += [(name, fault) for fault in wrong(office.get(f"/office/people/{person.pk}/"))]
    for page in range(1, size(2, 12)):
        found += [("list", fault) for fault in wrong(office.get("/office/people/", {"p": page}))]
    assert found == []
    assert not Order.objects.exists()


def test_a_page_that_did_not_escape_would_be_found() -> None:
    """The control of the tests above."""
    written_out = [naughty for naughty in SCRIPTS if "&lt;" not in naughty and "u003c" not in naughty]
    assert [naughty for naughty in written_out if not unescaped(f'<p title="{naughty}">{naughty}</p>')] == []
    assert len(set(strings(500))) == 500
