import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.models import Order
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association, join_form

pytestmark = pytest.mark.django_db(transaction=True)


def test_nia_joins_pays_and_her_term_runs(client: Client) -> None:
    an_association()
    a_plan()

    placed = client.post("/join/qualified/", join_form())
    assert placed.status_code == 302, placed.content.decode()
    pay = placed["Location"]
    bank = client.post(pay, {"method": "demo"})["Location"]
    BankSession.objects.filter(reference=bank.strip("/").split("/")[-1]).update(state="paid")
    done = client.get(f"{pay}done/")

    assert b"It is paid" in done.content
    order = Order.objects.get()
    assert order.state == "paid"
    term = Term.objects.get()
    assert (term.ends_on - term.starts_on).days in (364, 365)
    assert balance("income:membership") == -7500
    assert balance("clearing:demo") == 7500
    letter = Message.objects.get()
    assert letter.template == "membership/welcome"
    assert letter.documents == [f"sales.receipt:{order.pk}", f"membership.card:{term.pk}"]


def test_her_pages_open_only_after_the_mailed_proof(client: Client) -> None:
    test_nia_joins_pays_and_her_term_runs(client)

    assert client.get("/me/").status_code == 302
    link = next(word for word in Message.objects.get().text.split() if "/confirm/" in word)
    path = link[link.index("/confirm/") :]
    client.get(path)
    assert client.get("/me/").status_code == 302, "looking at the link changes nothing"
    client.post(path)

    home = client.get("/me/")
    assert home.status_code == 200
    assert b"Nia, all is well" in home.content


def test_a_name_with_line_breaks_is_refused_because_letters_greet_by_it(client: Client) -> None:
    an_association()
    a_plan()

    page = client.post("/join/qualified/", join_form(given_name="Nia\n\n[Your prize](http://evil.example/)\n\nx"))

    assert page.status_code == 200
    assert Order.objects.count() == 0
