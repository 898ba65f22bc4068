"""Promise 24: leaving is one click. Looking changes nothing, one press by whoever holds the link ends it, and what has
not been handed over when it is pressed does not go out.
"""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.test import Client

from goldseam.core.mail import delivery
from goldseam.core.mail.actions import Basis, NoBasis, send_again
from goldseam.core.mail.delivery import deliver_due
from goldseam.core.mail.models import Message
from goldseam.core.mail.server import current
from goldseam.core.mail.unsubscribing import unsubscribe_url
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.work import runs
from tests.promises.sending import SERVICE, a_sending, readers
from tests.smtp import Fault, SmtpSink

pytestmark = pytest.mark.django_db(transaction=True)

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link_of(person: Person, purpose: str = "hub") -> str:
    return urlsplit(unsubscribe_url(person.pk, purpose)).path


def says_yes(person: Person) -> bool:
    return person.consents.filter(purpose="hub", withdrawn_at=None).exists()


def presses(person: Person) -> None:
    """As a mail program does it: no cookie, no token of a form."""
    answer = Client(enforce_csrf_checks=True).post(link_of(person), ONE_CLICK)
    assert answer.status_code == 200, "RFC 8058 allows no redirect"


def test_every_letter_by_consent_carries_the_headers_and_a_link_to_see_and_a_service_message_none(
    smtp_sink: SmtpSink,
) -> None:
    (nia,) = readers(1)
    a_sending()
    a_sending(SERVICE)
    runs.carry_on(at=NOON)

    by_consent, service = sorted((letter.message for letter in smtp_sink.letters), key=lambda mail: mail["Subject"])
    url = unsubscribe_url(nia.pk, "hub")
    assert by_consent["List-Unsubscribe"].strip() == f"<{url}>"
    assert by_consent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        assert url in by_consent.get_body((kind,)).get_content()
    assert service["List-Unsubscribe"] is None
    assert "/unsubscribe/" not in str(service)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_program_that_opens_every_link_of_a_letter_changes_nothing(method: str) -> None:
    (nia,) = readers(1)

    for _ in range(3):
        answer = getattr(Client(headers={"purpose": "prefetch"}), method)(link_of(nia))

    assert answer.status_code == 200
    assert says_yes(nia)
    assert not Fact.objects.filter(person=nia).exists()


def test_one_press_ends_it_and_a_second_changes_nothing() -> None:
    nia, ben = readers(2)
    people.add_consents(person=nia, purposes=["newsletter"], at=NOON, by=nia)
    page = Client().get(link_of(nia)).content.decode()
    assert re.search(r'<form method="post">', page)

    for _ in range(2):
        presses(nia)

    assert not says_yes(nia)
    assert says_yes(ben)
    assert nia.consents.filter(purpose="newsletter", withdrawn_at=None).exists()
    assert Fact.objects.filter(kind="people.consent_withdrawn", person=nia).count() == 1


def test_a_link_that_is_not_ours_is_no_link() -> None:
    (nia,) = readers(1)
    forged = signing.Signer(salt="another").sign_object([nia.pk, "hub"])

    for token in (forged, link_of(nia).split("/")[2][:-2], "1:hub"):
        assert Client().post(f"/unsubscribe/{token}/").status_code == 404
    assert Client().put(link_of(nia)).status_code == 405
    assert says_yes(nia)


def test_who_says_no_in_mid_send_gets_none_of_what_waits(smtp_sink: SmtpSink) -> None:
    nia, *others = readers(3)
    a_sending()
    smtp_sink.fault = Fault.UNAVAILABLE
    runs.carry_on(at=NOON)
    assert Message.objects.filter(state="waiting").count() == 3

    presses(nia)
    smtp_sink.fault = Fault.NONE
    deliver_due(at=NOON + timedelta(hours=1))

    assert Message.objects.get(person=nia).state == "held"
    assert smtp_sink.to("nia0@families.example") == []
    assert len(smtp_sink.letters) == len(others)


def test_who_says_no_while_the_letter_is_in_the_hands_of_the_worker_does_not_get_it(smtp_sink: SmtpSink) -> None:
    nia = _claimed()

    presses(nia)
    goes_on()

    assert Message.objects.get().state == "held"
    assert smtp_sink.letters == []


def test_without_asking_at_the_last_moment_the_letter_would_go_out(
    smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    monkeypatch.setattr(delivery, "why_not", lambda *, message, at: "")
    nia = _claimed()

    presses(nia)
    goes_on()

    assert len(smtp_sink.letters) == 1


def goes_on() -> None:
    """The worker hands over what it has taken up."""
    by = current()
    assert by
    delivery._deliver(list(Message.objects.filter(state="sending")), by, NOON)


def _claimed() -> Person:
    """Nia's letter is written, and a worker has taken it up and not handed it over yet."""
    (nia,) = readers(1)
    sending = a_sending()
    from goldseam.core.mail.sendings import _write_batch

    _write_batch(sending, lambda keys, at: {key: {"given_name": "Nia"} for key in keys}, NOON)
    assert len(delivery._claim(NOON)) == 1
    return nia


def test_a_letter_held_back_for_a_no_is_not_sent_again_with_a_new_address(smtp_sink: SmtpSink) -> None:
    (nia,) = readers(1)
    a_sending()
    smtp_sink.fault = Fault.UNAVAILABLE
    runs.carry_on(at=NOON)
    presses(nia)

    assert send_again(person=nia, at=NOON) == 0


def test_without_a_yes_no_letter_is_written_at_all() -> None:
    from goldseam.core.mail.actions import send

    (nia,) = readers(1)
    presses(nia)

    with pytest.raises(NoBasis):
        send(template="portal/address_known", person=nia, basis=Basis.CONSENT, purpose="hub", at=NOON)
