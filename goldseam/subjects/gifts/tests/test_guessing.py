"""Promise 21 for the codes of gifts: nobody guesses one, and nobody learns who is known."""

import random
import re
from datetime import datetime

import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.access.models import Attempts
from goldseam.subjects.gifts import views
from goldseam.subjects.gifts.actions import pass_on
from goldseam.subjects.gifts.codes import LENGTH, LETTERS
from goldseam.subjects.gifts.models import Delivery
from goldseam.subjects.gifts.redeeming import found_by, redeem
from goldseam.subjects.gifts.tests.factories import a_gift, known, the_code, the_delivery, wishes
from tests.promises.sizes import size

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
EMAIL = "somebody@students.example"


def guess(client: Client, code: str, *, email: str = EMAIL, **more: str) -> tuple[int, bytes]:
    answer = client.post("/gift/redeem/", {"code": code, "email": email}, **more)  # type: ignore[arg-type]
    return answer.status_code, answer.content


def test_no_guess_from_a_hundred_addresses_opens_a_gift_and_each_is_stopped_after_ten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_gift()
    compared: list[str] = []

    def compares(code: str, *, at: datetime) -> Delivery | None:
        compared.append(code)
        return found_by(code, at=at)

    monkeypatch.setattr(views, "found_by", compares)
    dice, client = random.Random(5), Client()
    addresses, each = size(3, 100), size(12, 100)

    statuses = [
        guess(client, "".join(dice.choices(LETTERS, k=LENGTH)), REMOTE_ADDR=f"192.0.2.{address}")[0]
        for address in range(addresses)
        for _ in range(each)
    ]

    assert set(statuses) == {422, 429}
    assert len(compared) == addresses * 10
    assert Message.objects.filter(template="gifts/by_code").count() == 0


def test_control_the_right_code_opens_it_at_the_first_try() -> None:
    gift = a_gift()
    assert guess(Client(), the_code(gift))[0] == 200


def test_what_was_right_is_not_counted_as_a_guess() -> None:
    gift, client = a_gift(), Client()

    assert {guess(client, the_code(gift))[0] for _ in range(14)} == {200}


def test_a_code_that_never_was_and_those_that_were_used_or_passed_on_are_answered_alike() -> None:
    used, passed = a_gift(), a_gift(recipient_name="Ada")
    codes = [the_code(used), the_code(passed)]
    redeem(delivery=the_delivery(used), person=known("Tam"), is_studying=True, at=NOON)
    pass_on(gift=passed, wish=wishes(recipient_email="ada@students.example"), by=known("Oda"), at=NOON)

    pages = []
    for code in (*codes, "0" * LENGTH):
        Attempts.objects.all().delete()
        status, page = guess(Client(), code)
        pages.append((status, re.sub(rb'csrfmiddlewaretoken" value="[^"]+|' + code.encode(), b"", page)))

    assert pages[0] == pages[1] == pages[2]


def test_known_and_unknown_addresses_are_answered_with_the_same_bytes() -> None:
    gift, tam = a_gift(), known("Tam")

    pages = [
        guess(Client(), the_code(gift), email=email)[1].replace(email.encode(), b"")
        for email in (tam.email or "", EMAIL)
    ]

    assert pages[0] == pages[1]
    assert Message.objects.filter(template="gifts/by_code").count() == 2
