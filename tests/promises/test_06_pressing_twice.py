"""Promise 6: pressing twice pays once. Over the web: twenty identical posts, two tabs, the back button."""

from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import ask_about_open_payments
from goldseam.core.sales.models import Invoice, Order, Payment, Refund
from goldseam.foundation import clock
from goldseam.subjects.membership.models import Term
from tests.promises.browsing import (
    JOIN,
    begins,
    goes_to_pay,
    presses_at_the_bank,
    same_browser,
    sends_the_form,
)
from tests.promises.members import all_at_once, has_a_term_or_the_money, open_for_members

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def association() -> None:
    open_for_members()


def twenty(client: Client) -> list[Client]:
    return [same_browser(client) for _ in range(20)]


def one_charge_one_term() -> bool:
    paid = BankSession.objects.filter(state="paid").count()
    letters = Message.objects.filter(template="membership/welcome").count()
    counts = (paid, Term.objects.count(), Invoice.objects.count(), letters)
    return counts == (1, 1, 1, 1) and balance("clearing:demo") == 7500 and balance("income:membership") == -7500


def test_the_join_form_sent_twenty_times_at_once_is_one_order(client: Client) -> None:
    pages = set(all_at_once(sends_the_form, twenty(begins(client))))

    assert len(pages) == 1
    assert (Order.objects.count(), Person.objects.count()) == (1, 1)


def test_without_the_basket_twenty_forms_are_twenty_orders() -> None:
    """The control of the test above: it is the basket of her browser that makes them one."""
    pages = all_at_once(sends_the_form, [Client() for _ in range(20)])

    assert len(set(pages)) == 20
    assert Person.objects.count() == 1


def test_the_pay_form_sent_twenty_times_at_once_leads_to_one_page_of_the_bank(client: Client) -> None:
    pay = sends_the_form(begins(client))

    banks = set(all_at_once(lambda tab: goes_to_pay(tab, pay), twenty(client)))

    assert len(banks) == 1
    assert (Payment.objects.count(), BankSession.objects.count()) == (1, 1)


def test_pressing_pay_at_the_bank_twenty_times_and_coming_back_twenty_times_is_one_charge(client: Client) -> None:
    bank = goes_to_pay(client, sends_the_form(begins(client)))

    all_at_once(lambda tab: presses_at_the_bank(tab, bank), twenty(client))
    done = Order.objects.get().token
    pages = all_at_once(lambda tab: tab.get(f"/pay/{done}/done/").status_code, twenty(client))

    assert set(pages) == {200}
    assert one_charge_one_term()


def test_the_whole_road_in_eight_tabs_at_once_is_one_charge(client: Client) -> None:
    begins(client)

    def walks(tab: Client) -> None:
        pay = sends_the_form(tab)
        bank = goes_to_pay(tab, pay)
        done = presses_at_the_bank(tab, bank) if "/bank/" in bank else bank
        assert tab.get(done).status_code == 200

    all_at_once(walks, twenty(client)[:8])

    assert one_charge_one_term()


def test_the_back_button_after_paying_leads_to_what_was_paid(client: Client) -> None:
    pay = sends_the_form(begins(client))
    presses_at_the_bank(client, goes_to_pay(client, pay))
    client.get(f"{pay}done/")

    assert sends_the_form(client) == pay
    assert goes_to_pay(client, pay) == f"{pay}done/"
    assert client.get(pay)["Location"] == f"{pay}done/"
    assert one_charge_one_term()


def test_after_paying_a_fresh_form_is_a_fresh_order(client: Client) -> None:
    """A second year bought on purpose is not the first one pressed twice."""
    pay = sends_the_form(begins(client))
    presses_at_the_bank(client, goes_to_pay(client, pay))
    client.get(f"{pay}done/")

    again = sends_the_form(begins(client), email="omar@families.example", given_name="Omar")

    assert again != pay
    assert Order.objects.count() == 2


def test_two_tabs_with_different_names_leave_one_order_to_pay(client: Client) -> None:
    first = sends_the_form(begins(client))
    second = sends_the_form(same_browser(client), given_name="Nia Mair")

    assert first != second
    assert Order.objects.open().count() == 1
    assert "closed" in client.get(first).content.decode()
    assert "closed" not in client.get(second).content.decode()


def test_paying_in_both_tabs_sends_one_of_the_payments_back(client: Client) -> None:
    first = goes_to_pay(client, sends_the_form(begins(client)))
    second = goes_to_pay(client, sends_the_form(same_browser(client), given_name="Nia Mair"))

    for bank in (first, second):
        client.get(presses_at_the_bank(client, bank))

    assert Term.objects.count() == 1
    assert Refund.objects.get().amount_pence == 7500
    assert has_a_term_or_the_money(Person.objects.get())


def test_a_tab_for_each_way_to_pay_and_both_paid_sends_one_back(client: Client) -> None:
    pay = sends_the_form(begins(client))
    bank = goes_to_pay(client, pay)
    assert goes_to_pay(same_browser(client), pay, method="transfer") == f"{pay}done/"
    client.get(presses_at_the_bank(client, bank))
    client.get(f"{pay}done/")

    # Coming back shows the way chosen last; the card is asked about by its notice, or by the sweep.
    ask_about_open_payments(at=clock.now() + timedelta(minutes=5))

    assert Order.objects.get().state == "paid"
    assert Term.objects.count() == 1


def test_a_changed_or_stolen_basket_is_no_basket(client: Client) -> None:
    begins(client)
    client.cookies["basket"].set("basket", "forged:value", "forged:value")
    sends_the_form(client)
    other = Client()
    other.cookies["basket"] = "forged:value"
    sends_the_form(other, email="omar@families.example", given_name="Omar")

    assert Order.objects.count() == 2
    assert client.get(JOIN).status_code == 200
