"""Many at once: as many questions as for a few, and each letter reads as if it were the only one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldseam.core.mail.letters import write
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.models import Mandate, Order, Payment
from goldseam.foundation.rows import insert
from goldseam.subjects.membership.models import Membership, Renewal, Term
from goldseam.subjects.membership.renewals.links import renew_path
from goldseam.subjects.membership.renewals.prospects import coming, prospects, renewable
from goldseam.subjects.membership.renewals.rehearsal import rehearse
from goldseam.subjects.membership.renewals.run import run_renewals
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2027, 2, 10)
AT = datetime(2027, 2, 10, 12, tzinfo=UTC)
LONG_AGO = AT - timedelta(days=400)
ODD_NAMES = ["Nia", "O'Neill & Söhne", "<b>Zoë</b>", "Siân  Llŷr", "www.nia.example", "{{ price_pence }}"]


def members(many: int) -> None:
    """A third is to be reminded today, a third told of a charge, and a third charged."""
    known = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(given_name=ODD_NAMES[n % 6], family_name="F", email=f"p{known + n}@families.example", met_at=LONG_AGO)
        for n in range(many)
    )
    kept = insert([Membership(person=person, began_on=TODAY) for person in people])
    ends = [TODAY + timedelta(days=30), TODAY + timedelta(days=9), TODAY - timedelta(days=1)]
    terms = insert(
        [
            Term(membership=one, plan=a_plan(), starts_on=ends[n % 3] - timedelta(days=364), ends_on=ends[n % 3])
            for n, one in enumerate(kept)
        ]
    )
    cards = {card.person_id: card for card in with_cards([one for n, one in enumerate(people) if n % 3])}
    letter: dict[str, Any] = {"state": "sent", "written_at": LONG_AGO, "due_at": LONG_AGO}
    told = insert(
        [
            Message(person=one, address=one.email, message_id=f"<{one.pk}>", sent_at=AT - timedelta(days=10), **letter)
            for one in people
        ]
    )
    announced = [
        Renewal(follows=term, due_on=TODAY, notice=told[n], mandate=cards[people[n].pk])
        for n, term in enumerate(terms)
        if n % 3 == 2
    ]
    for renewal in announced:
        renewal.announced_pence, renewal.charge_on = 7500, TODAY
    insert(announced)


def with_cards(people: list[Person]) -> list[Mandate]:
    orders = insert(
        [Order(person=one, total_pence=1, placed_at=LONG_AGO, expires_at=LONG_AGO, paid_at=LONG_AGO) for one in people]
    )
    paid: dict[str, Any] = {"amount_pence": 1, "started_at": LONG_AGO, "confirmed_at": LONG_AGO, "gateway": "demo"}
    payments = insert([Payment(order=one, key=f"k{one.pk}", reference=f"k{one.pk}", **paid) for one in orders])
    good: dict[str, Any] = {"gateway": "demo", "brand": "Visa", "last_four": "4242", "agreed_at": LONG_AGO}
    return insert(
        [
            Mandate(person=one, payment=paid_by, reference=f"m{one.pk}", expires_on=date(2099, 1, 1), **good)
            for one, paid_by in zip(people, payments, strict=True)
        ]
    )


def asked_for(many: int) -> int:
    """How many questions the run asks, with no charges of earlier runs under way."""
    Renewal.objects.update(order=None)
    members(many)
    with CaptureQueriesContext(connection) as asked:
        assert run_renewals(at=AT) == many
    return len(asked)


def test_the_run_asks_as_often_for_five_hundred_as_for_ten() -> None:
    an_association()
    run_renewals(at=AT)  # what is compiled and looked up once

    assert asked_for(10) == asked_for(500)

    assert Message.objects.filter(template="membership/renewal_reminder").count() == 4 + 167
    assert Message.objects.filter(template="membership/renewal_announced").count() == 3 + 167
    assert Payment.objects.filter(mandate__isnull=False, reference=None).count() == 3 + 166
    assert not Renewal.objects.due(at=AT).exists()


def test_a_letter_written_with_many_reads_as_if_it_were_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core import signing

    monkeypatch.setattr(signing.time, "time", lambda: 1.8e9)  # type: ignore[attr-defined]
    an_association()
    members(18)
    run_renewals(at=AT)

    written = Message.objects.filter(template="membership/renewal_reminder").select_related("person")
    assert {letter.person.given_name for letter in written if letter.person} == {ODD_NAMES[0], ODD_NAMES[3]}
    for letter in written:
        term = Term.objects.select_related("plan", "membership__person").get(membership__person=letter.person)
        alone = write(
            "membership/renewal_reminder",
            {
                "person": letter.person,
                "term": term,
                "plan": term.plan,
                "price_pence": 7500,
                "days": 30,
                "next_plan": term.plan,
                "moves_on": False,
                "renew_url": renew_path(term),
            },
        )
        assert (letter.subject, letter.text, letter.html) == (alone.subject, alone.text, alone.html)


def test_what_stands_in_a_name_stays_a_word() -> None:
    an_association()
    members(18)
    run_renewals(at=AT)

    for letter in Message.objects.filter(template="membership/renewal_announced").select_related("person"):
        assert letter.person
        assert letter.person.given_name in letter.text
        assert "<b>Zoë" not in letter.html
        assert "\ue000" not in letter.subject + letter.text + letter.html


def test_asked_by_sorts_the_rehearsal_says_what_it_would_say_of_each() -> None:
    """The control of grouping: the agenda of every single one, beside that of the sort it is counted in."""
    an_association()
    members(30)
    Renewal.objects.filter(pk__in=list(Renewal.objects.values_list("pk", flat=True)[:3])).update(announced_pence=7400)
    Message.objects.filter(pk__in=list(Renewal.objects.values_list("notice", flat=True)[3:5])).update(state="bounced")
    Mandate.objects.filter(pk__in=list(Renewal.objects.values_list("mandate", flat=True)[5:7])).update(ended_at=AT)
    Renewal.objects.filter(pk__in=list(Renewal.objects.values_list("pk", flat=True)[7:8])).update(mandate=None)

    first, last = TODAY, TODAY + timedelta(days=40)
    each = sorted(
        (deed.day, str(deed.what), deed.pence, prospect.term.pk)
        for prospect in prospects(renewable())
        for deed in coming(prospect, on=TODAY)
        if first <= deed.day <= last
    )
    rehearsed = rehearse(first=first, last=last, on=TODAY)
    assert sorted((one.deed.day, str(one.deed.what), one.deed.pence, one.prospect.term.pk) for one in rehearsed) == each
    assert len(rehearsed.planned) < len(rehearsed) == len(each)
