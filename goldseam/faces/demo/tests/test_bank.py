"""The demo bank, with a real server behind it: its notices travel over HTTP as a provider's would."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from goldseam.core.gateways.demo.models import BankNotice
from goldseam.core.gateways.demo.outbox import send_notices
from goldseam.core.ledger.actions import balance
from goldseam.core.sales.actions.refunding import refund_order, send_refunds
from goldseam.core.sales.models import Order, Payment, ProviderNotice
from goldseam.faces.demo.tests.factories import at_the_bank, session
from goldseam.foundation import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wire(live_server: LiveServer, settings: Any) -> LiveServer:
    settings.BASE_URL = live_server.url
    return live_server


def press(client: Client, page: str, outcome: str) -> Any:
    return client.post(page, {"outcome": outcome})


def test_the_page_says_what_is_to_be_paid_and_changes_nothing_by_being_looked_at(client: Client) -> None:
    order, page = at_the_bank(client)

    seen = client.get(page).content.decode()

    assert "£75.00" in seen
    assert order.reference in seen
    for outcome in ("pay", "decline", "decline_hard", "hang", "twice", "first"):
        assert f'name="outcome" value="{outcome}"' in seen
    assert session().decision == ""


def test_nia_pays_and_is_sent_back_to_where_she_came_from(client: Client) -> None:
    order, page = at_the_bank(client)

    back = press(client, page, "pay")

    assert (back.status_code, back["Location"]) == (302, f"/pay/{order.token}/done/")
    assert not Payment.objects.get().confirmed_at, "the notice comes after her"
    assert "It is paid" in client.get(back["Location"]).content.decode()


def test_the_notice_pays_for_nia_when_she_closes_her_browser(client: Client, wire: LiveServer) -> None:
    order, page = at_the_bank(client)
    press(client, page, "pay")

    assert send_notices(at=clock.now()) == 1

    order.refresh_from_db()
    assert order.state == "paid"
    assert not BankNotice.objects.filter(sent_at=None).exists()


def test_the_same_notice_twice_counts_once(client: Client, wire: LiveServer) -> None:
    _order, page = at_the_bank(client)
    press(client, page, "twice")
    assert len({notice.body["id"] for notice in BankNotice.objects.all()}) == 1

    assert send_notices(at=clock.now()) == 2

    assert ProviderNotice.objects.count() == 1
    assert balance("clearing:demo") == 7500


def test_the_notice_can_be_there_before_nia(client: Client, wire: LiveServer) -> None:
    order, page = at_the_bank(client)

    press(client, page, "first")

    order.refresh_from_db()
    assert order.state == "paid"


DECLINED = [("decline", "insufficient_funds", False), ("decline_hard", "stolen_card", True)]


@pytest.mark.parametrize(("outcome", "code", "is_final"), DECLINED)
def test_a_declined_card_is_told_with_its_reason(
    client: Client, wire: LiveServer, outcome: str, code: str, is_final: bool
) -> None:
    _order, page = at_the_bank(client)
    press(client, page, outcome)

    send_notices(at=clock.now())

    payment = Payment.objects.get()
    assert (payment.state, payment.code, payment.is_final) == ("failed", code, is_final)


def test_a_bank_that_gives_no_answer_tells_nobody_and_says_so(client: Client) -> None:
    order, page = at_the_bank(client)

    answer = press(client, page, "hang")

    seen = client.get(answer["Location"]).content.decode()
    assert "No answer" in seen
    assert order.reference in seen
    assert f'href="/pay/{order.token}/done/"' in seen
    assert not BankNotice.objects.exists()
    assert session().state == "pending"


def test_pressing_again_changes_nothing_and_leads_back(client: Client) -> None:
    order, page = at_the_bank(client)
    press(client, page, "decline")

    again = press(client, page, "pay")

    assert again.status_code == 200
    seen = again.content.decode()
    assert "This is decided" in seen
    assert order.reference in seen
    assert f'href="/pay/{order.token}/done/"' in seen
    assert (session().decision, session().state) == ("decline", "failed")
    assert BankNotice.objects.count() == 1


def test_a_button_that_does_not_exist_decides_nothing(client: Client) -> None:
    _order, page = at_the_bank(client)
    assert press(client, page, "steal").status_code == 422
    assert client.post(page, {}).status_code == 422
    assert session().decision == ""
    assert client.get("/demo/bank/bs_unknown/").status_code == 404


def test_a_notice_nobody_takes_waits_until_somebody_does(
    client: Client, live_server: LiveServer, settings: Any
) -> None:
    _order, page = at_the_bank(client)
    press(client, page, "pay")
    settings.BASE_URL = "http://127.0.0.1:9"
    assert send_notices(at=clock.now()) == 0
    assert BankNotice.objects.filter(sent_at=None).count() == 1

    settings.BASE_URL = live_server.url
    assert send_notices(at=clock.now()) == 1


def test_a_refund_is_told_as_well(client: Client, wire: LiveServer) -> None:
    _order, page = at_the_bank(client)
    press(client, page, "first")
    order = Order.objects.get()
    refund_order(order=order, amount_pence=7500, reason="Changed her mind", by=None, at=clock.now())
    send_refunds(at=clock.now())

    assert send_notices(at=clock.now()) == 1

    assert Order.objects.get().state == "refunded"
    assert ProviderNotice.objects.filter(handled_at__isnull=False).count() == 2
    assert balance("clearing:demo") == 0
