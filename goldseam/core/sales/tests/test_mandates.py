"""Cards that are kept because somebody agreed to it, charged with nobody present, and forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.gateways.demo.bank import decide
from goldseam.core.gateways.demo.cards import samples
from goldseam.core.gateways.demo.gateway import GATEWAY
from goldseam.core.gateways.demo.models import BankCard, BankNotice, BankSession
from goldseam.core.gateways.demo.outbox import envelope
from goldseam.core.gateways.protocol import GatewayAway
from goldseam.core.ledger.actions import balance
from goldseam.core.sales.actions.charging import ask_to_charge, send_charges
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.mandates import end_mandate, forget_ended
from goldseam.core.sales.actions.ordering import Item, Payer, claim_order, place_order, withdraw
from goldseam.core.sales.actions.paying import (
    ask_about_open_payments,
    confirm_payment,
    look_up_payment,
    record_transfer,
    start_payment,
)
from goldseam.core.sales.models import Mandate, Order, Payment
from goldseam.core.sales.tests.factories import NOON, Booklet, a_shop, an_order, nia
from goldseam.foundation import clock
from goldseam.foundation.timeline.models import Fact

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Send me a booklet each year, for £75, with a letter before."
CARDS = samples(on=NOON.date())


@pytest.fixture(autouse=True)
def shop() -> None:
    a_shop()
    Booklet.agreement = WORDS


def pays(order: Order, *, words: str = WORDS, card: str = "4242") -> Payment:
    """Somebody ticks the box, or not, and pays at the bank with that card."""
    payment = start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=NOON, agreed_words=words)
    decide(reference=payment.reference or "", outcome="pay", card=CARDS[card])
    look_up_payment(payment=payment, at=NOON)
    return Payment.objects.get(pk=payment.pk)


def kept() -> Mandate:
    pays(an_order())
    return Mandate.objects.get()


def next_year(mandate: Mandate) -> Order:
    """The order that is to be charged to her card."""
    order = an_order(key="next year")
    Order.objects.filter(pk=order.pk).update(mandate=mandate)
    return Order.objects.get(pk=order.pk)


def test_the_box_is_unticked_and_a_card_is_kept_only_where_it_was_ticked(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    order = an_order()
    page = f"/pay/{order.token}/"
    shown = client.get(page).content.decode()
    assert WORDS in shown
    assert "checked" not in shown.split('name="consent_renewal"')[1].split(">")[0]

    bank = client.post(page, {"method": "demo"})["Location"]
    assert "Which card?" not in client.get(bank).content.decode()
    bank = client.post(page, {"method": "demo", "consent_renewal": "on"})["Location"]
    assert "Visa ending 4242" in client.get(bank).content.decode()
    client.post(bank, {"outcome": "pay", "card": "5100"})
    client.get(f"{page}done/")

    mandate = Mandate.objects.get()
    assert (mandate.person, mandate.brand, mandate.last_four) == (nia(), "Mastercard", "5100")
    assert mandate.payment.agreed_words == WORDS
    assert Payment.objects.count() == 2, "what she began without agreeing was set aside"


def test_where_there_is_nothing_to_agree_to_no_box_stands(client: Client) -> None:
    Booklet.agreement = ""
    assert "consent_renewal" not in client.get(f"/pay/{an_order().token}/").content.decode()


def test_without_agreeing_no_card_is_kept() -> None:
    pays(an_order(), words="")
    assert not Mandate.objects.exists()
    assert not BankCard.objects.exists()


def test_the_banks_notice_tells_of_the_card_as_well() -> None:
    from goldseam.core.sales.actions.notices import take_notice

    order = an_order()
    payment = start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=NOON, agreed_words=WORDS)
    decide(reference=payment.reference or "", outcome="pay", card=CARDS["0341"])
    told = GATEWAY.read_notice(*envelope(BankNotice.objects.get()), at=clock._real_time())

    for _ in range(2):
        take_notice(way="demo", notice=told, at=NOON)

    assert Mandate.objects.get().expires_on == CARDS["0341"].expires_on


def test_a_second_card_takes_the_place_of_the_first() -> None:
    pays(an_order())
    pays(an_order(key="another"), card="5100")

    assert Mandate.objects.living().get().last_four == "5100"
    former = Mandate.objects.get(last_four="4242")
    assert former.ended_why == Mandate.Why.REPLACED
    assert forget_ended(at=NOON) == 1
    assert BankCard.objects.get(last_four="4242").is_forgotten
    assert forget_ended(at=NOON) == 0


def test_a_card_kept_before_the_address_is_proved_becomes_hers_with_the_proof() -> None:
    payer = Payer("Nia", "Ferreday", "nia@families.example")
    order = place_order(items=[Item("membership.booklet", "calm")], payer=payer, person=None, at=NOON)
    pays(order)
    assert not Mandate.objects.living().exists()

    claim_order(order=order, person=nia(), at=NOON)

    assert Mandate.objects.living().get().person == nia()


def test_her_card_is_charged_with_nobody_present_and_the_booklet_is_handed_over() -> None:
    mandate = kept()
    order = next_year(mandate)
    ask_to_charge(order=order, mandate=mandate, at=NOON)

    assert send_charges(at=NOON) == 1

    order = Order.objects.get(pk=order.pk)
    assert order.state == "paid"
    assert len(Booklet.handed_over) == 2
    assert balance("clearing:demo") == 15000


def test_asking_and_sending_again_and_again_charges_once() -> None:
    mandate = kept()
    order = next_year(mandate)
    for _ in range(3):
        ask_to_charge(order=order, mandate=mandate, at=NOON)
    for _ in range(3):
        send_charges(at=NOON)

    assert BankSession.objects.count() == 2
    assert balance("clearing:demo") == 15000


def test_what_was_set_aside_or_paid_another_way_is_not_charged_as_well() -> None:
    mandate = kept()
    order = next_year(mandate)
    ask_to_charge(order=order, mandate=mandate, at=NOON)
    withdraw(order=order, at=NOON)
    other = an_order(person=nia(), at=NOON)
    ask_to_charge(order=other, mandate=mandate, at=NOON)
    record_transfer(order=other, amount_pence=other.total_pence, at=NOON, by=nia())

    assert send_charges(at=NOON) == 0
    assert BankSession.objects.count() == 1, "the one with which the card was kept"


def test_a_bank_that_is_away_is_asked_later_under_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    mandate = kept()
    payment = ask_to_charge(order=next_year(mandate), mandate=mandate, at=NOON)

    def away(*_told: object, **_named: object) -> None:
        raise GatewayAway

    with monkeypatch.context() as broken:
        broken.setattr(type(GATEWAY), "charge_saved", away)
        assert send_charges(at=NOON) == 0
        ask_about_open_payments(at=NOON + timedelta(hours=3))
    payment.refresh_from_db()
    assert payment.state == "open", "nobody was asked, so nothing has failed"

    assert send_charges(at=NOON + timedelta(days=3)) == 1
    assert BankSession.objects.get(key=payment.key).state == "paid"


@pytest.mark.parametrize(
    ("then", "code", "is_final"),
    [
        ("decline", "insufficient_funds", False),
        ("decline_hard", "stolen_card", True),
        ("expired", "expired_card", True),
    ],
)
def test_what_the_card_does_is_told_and_a_refusal_for_good_ends_the_word(then: str, code: str, is_final: bool) -> None:
    mandate = kept()
    BankCard.objects.update(then=then, times=1)
    payment = ask_to_charge(order=next_year(mandate), mandate=mandate, at=NOON)

    send_charges(at=NOON)

    payment.refresh_from_db()
    assert (payment.state, payment.code, payment.is_final) == ("failed", code, is_final)
    assert Mandate.objects.living().exists() is not is_final
    assert (GATEWAY.retry_after(code, tries=1) is None) is is_final
    assert GATEWAY.retry_after(code, tries=4) is None


def test_a_card_past_its_last_day_is_refused_as_expired() -> None:
    mandate = kept()
    later = mandate.expires_on + timedelta(days=1)
    at = NOON + timedelta(days=(later - NOON.date()).days)
    order = next_year(mandate)
    Order.objects.filter(pk=order.pk).update(expires_at=at + timedelta(days=14))
    payment = ask_to_charge(order=order, mandate=mandate, at=at)

    send_charges(at=at)

    payment.refresh_from_db()
    assert payment.code == "expired_card"


def test_what_we_charge_ourselves_is_no_payment_of_hers_that_failed() -> None:
    from goldseam.core.sales.ruptures import KINDS

    mandate = kept()
    order = next_year(mandate)
    assert not list(KINDS["checkout_left"].broken(at=NOON + timedelta(hours=2)))
    BankCard.objects.update(then="decline")
    ask_to_charge(order=order, mandate=mandate, at=NOON)
    send_charges(at=NOON)
    assert not list(KINDS["payment_failed"].broken(at=NOON))

    Order.objects.update(mandate=None)
    assert list(KINDS["payment_failed"].broken(at=NOON)), "the control: an order of hers"


def test_once_she_stops_it_the_card_is_not_hers_to_charge() -> None:
    mandate = kept()
    assert end_mandate(mandate=mandate, why=Mandate.Why.STOPPED, by=nia(), at=NOON)
    assert not end_mandate(mandate=mandate, why=Mandate.Why.REPLACED, by=None, at=NOON)
    assert Mandate.objects.get().ended_why == Mandate.Why.STOPPED
    assert fulfil(order=Order.objects.get(), at=NOON)


def test_what_is_set_aside_takes_its_charge_along_and_is_said_once() -> None:
    order = next_year(kept())
    charge = ask_to_charge(order=order, mandate=Mandate.objects.get(), at=NOON)
    for _twice in range(2):
        withdraw(order=order, at=NOON)

    assert Payment.objects.get(pk=charge.pk).state == "failed", "or it would stand open for ever"
    assert send_charges(at=NOON) == 0
    assert Fact.objects.filter(kind="sales.order_withdrawn").count() == 1


def test_a_charge_that_the_bank_has_been_asked_for_is_heard_of_and_its_money_goes_back() -> None:
    order = next_year(kept())
    charge = ask_to_charge(order=order, mandate=Mandate.objects.get(), at=NOON)
    Payment.objects.filter(pk=charge.pk).update(reference="asked")
    withdraw(order=order, at=NOON)
    assert Payment.objects.get(pk=charge.pk).state == "open"

    confirm_payment(payment=charge, received_pence=7500, at=NOON)

    assert order.refunds.get().amount_pence == 7500
