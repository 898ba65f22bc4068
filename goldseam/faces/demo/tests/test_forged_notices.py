"""Promise 5: forged notices are refused. The control at the end shows that the true notice would have been accepted."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.gateways.demo.bank import decide
from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.models import Entry
from goldseam.core.sales.models import Order, Payment, ProviderNotice
from goldseam.faces.demo.tests.factories import at_the_bank, send, the_only_notice
from goldseam.subjects.membership.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client: Client) -> dict[str, Any]:
    """The bank has decided that Nia paid and has not told us yet."""
    _order, page = at_the_bank(client)
    decide(reference=page.strip("/").split("/")[-1], outcome="pay")
    # The bank itself must not give it away when we ask: then a refused notice would leave no trace to look for.
    BankSession.objects.update(state="pending")
    return the_only_notice()


def nothing_happened() -> bool:
    order = Order.objects.get()
    return not (
        order.paid_at
        or Payment.objects.filter(confirmed_at__isnull=False).exists()
        or ProviderNotice.objects.exists()
        or Entry.objects.exists()
        or Term.objects.exists()
    )


FORGERIES: dict[str, dict[str, Any]] = {
    "signed with another secret": {"key": "whsec_guessed"},
    "signed more than five minutes ago": {"ago": timedelta(seconds=301)},
    "signed more than five minutes ahead": {"ago": timedelta(seconds=-302)},
    "without a signature": {"header": ""},
    "with words for a signature": {"header": "paid, honestly"},
    "with a signature of zeros": {"header": f"t=0,v1={'0' * 64}"},
    "with a signature in another alphabet": {"header": "t=1795344589,v1=é"},
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=list(FORGERIES))
def test_a_notice_is_refused(client: Client, told: dict[str, Any], forgery: dict[str, Any]) -> None:
    assert send(client, told, **forgery) == 400
    assert nothing_happened()


@pytest.mark.parametrize(
    "change",
    [{"amount_pence": 1}, {"state": "refunded"}, {"reference": "bs_other"}, {"id": "bn_other"}, {"is_final": True}],
    ids=lambda change: next(iter(change)),
)
def test_a_body_changed_under_its_signature_is_refused(
    client: Client, told: dict[str, Any], change: dict[str, Any]
) -> None:
    from goldseam.core.gateways.demo.gateway import secret
    from goldseam.core.gateways.signing import sign
    from goldseam.foundation import clock

    true_signature = sign(json.dumps(told).encode(), secret=secret(), at=clock.now())
    assert send(client, told | change, header=true_signature) == 400
    assert nothing_happened()


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{}", b"\xff\xfe", b'{"id": "bn_1"}', b"9" * 5000])
def test_what_is_no_notice_is_refused_even_when_well_signed(client: Client, told: dict[str, Any], body: bytes) -> None:
    assert send(client, body) == 400
    assert nothing_happened()


def test_nobody_is_told_by_looking_at_the_address(client: Client, told: dict[str, Any]) -> None:
    assert client.get("/gateways/demo/notice/").status_code == 405
    assert client.post("/gateways/nobody/notice/", told, content_type="application/json").status_code == 404
    assert client.post("/gateways/transfer/notice/", told, content_type="application/json").status_code == 400
    assert nothing_happened()


def test_the_true_notice_is_accepted(client: Client, told: dict[str, Any]) -> None:
    """The control: all the others were refused for their forgery alone."""
    assert send(client, told) == 200
    assert Order.objects.get().state == "paid"
    assert Term.objects.count() == 1
