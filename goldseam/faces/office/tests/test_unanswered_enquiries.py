"""An answer that did not come by its day: found by looking, told to whoever looks after it, mended by an answer."""

from datetime import timedelta

import pytest

from goldseam.core.mail.models import Message
from goldseam.core.people.actions import give_role
from goldseam.core.people.models import Hub
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.enquiries.actions import Enquirer, answer, close, give, go_on, move_promise, note_answer
from goldseam.subjects.enquiries.models import Enquiry
from goldseam.subjects.enquiries.tests.factories import asks
from goldseam.subjects.membership.tests.factories import an_association
from goldseam.subjects.teams.tests.factories import known

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KIND = ["enquiry_unanswered"]


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def reminders() -> list[str]:
    return list(Message.objects.filter(template="enquiries/remind_owner").values_list("address", flat=True))


def late() -> Enquiry:
    return asks(at=NOON - 10 * DAY)


def test_on_the_promised_day_nothing_is_broken_and_the_day_after_it_is() -> None:
    enquiry = asks()
    assert enquiry.promised_on
    days = (enquiry.promised_on - NOON.date()).days

    look(at=NOON + days * DAY, only=KIND)
    assert not Rupture.objects.exists()

    look(at=NOON + (days + 1) * DAY, only=KIND)
    rupture = Rupture.objects.get()
    assert (rupture.subject, rupture.person) == (f"enquiries.enquiry:{enquiry.pk}", None)


def test_who_looks_after_it_is_reminded_once_and_not_at_night() -> None:
    enquiry, olive = late(), known("Olive")
    give(enquiry=enquiry, owner=olive, hub=None, by=olive, at=NOON)
    night = NOON - timedelta(hours=NOON.hour - 2)

    look(at=night, only=KIND)
    assert reminders() == []
    look(at=NOON, only=KIND)
    look(at=NOON + DAY, only=KIND)

    assert reminders() == ["olive@bramble.example"]


def test_without_an_owner_the_lead_of_the_hub_is_reminded_but_not_of_a_complaint() -> None:
    hattie = known("Hattie")
    hub = Hub.objects.create(slug="leeds", name="Leeds", lead=hattie)
    give_role(person=hattie, role="hublead", hub=hub, at=NOON, by=None)
    of_hub = Enquirer("Nia", email="nia@bramble.example", hub=hub)
    asks(at=NOON - 10 * DAY, enquirer=of_hub)
    asks(at=NOON - 40 * DAY, enquirer=of_hub, topic="complaint")

    look(at=NOON, only=KIND)

    assert reminders() == ["hattie@bramble.example"]
    assert Rupture.objects.count() == 2


@pytest.mark.parametrize("way", ["letter", "telephone", "closed with its outcome"])
def test_an_answer_mends_it(way: str) -> None:
    complains = way == "closed with its outcome"
    enquiry = asks(at=NOON - 40 * DAY, topic="complaint" if complains else "other")
    olive = known("Olive")
    look(at=NOON, only=KIND)
    assert Rupture.objects.filter(closed_at=None).exists()
    if way == "letter":
        answer(enquiry=enquiry, text="Gladly.", by=olive, at=NOON)
    elif complains:
        close(enquiry=enquiry, outcome="upheld", text="You were right.", by=olive, at=NOON)
    else:
        # She had telephoned in time, and only writes it down now.
        note_answer(enquiry=enquiry, text="Said yes.", way="telephone", said_at=NOON - 9 * DAY, by=olive, at=NOON)

    look(at=NOON, only=KIND)

    assert Repair.objects.get().mended_by == "answered"


@pytest.mark.parametrize("way", ["another day", "closed without a word"])
def test_what_answers_nobody_ends_it_without_a_mend(way: str) -> None:
    enquiry, olive = late(), known("Olive")
    look(at=NOON, only=KIND)
    if way == "another day":
        move_promise(enquiry=enquiry, promised_on=(NOON + 5 * DAY).date(), reason="Leave.", by=olive, at=NOON)
    else:
        close(enquiry=enquiry, outcome="nothing", by=olive, at=NOON)

    look(at=NOON, only=KIND)

    assert Rupture.objects.get().closed_at
    assert not Repair.objects.exists()
    if way == "another day":
        look(at=NOON + 6 * DAY, only=KIND)
        assert Rupture.objects.filter(closed_at=None).count() == 1, "and it opens again"


def test_to_write_again_does_not_move_the_promise() -> None:
    enquiry = asks()

    go_on(enquiry=enquiry, text="Are you there?", at=NOON + 3 * DAY)

    assert Enquiry.objects.get().promised_on == enquiry.promised_on
