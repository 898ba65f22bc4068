import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.people.actions import enter_hub
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import nia
from goldseam.foundation import clock
from goldseam.foundation.pagecache import shelf
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


@pytest.fixture
def shelf_of_its_own(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    shelf.begin()


@pytest.mark.usefixtures("shelf_of_its_own")
def test_a_hub_that_the_office_enters_stands_on_the_next_visitors_form(client: Client) -> None:
    an_association()
    a_plan()
    assert "Wales" not in client.get("/join/qualified/").content.decode()

    enter_hub(
        details={"slug": "wales", "name": "Wales", "postcode_areas": ["CF"]}, at=clock.now(), by=nia("tom@aimh.example")
    )

    assert "Wales" in client.get("/join/qualified/").content.decode()


@pytest.mark.usefixtures("shelf_of_its_own")
def test_what_one_visitor_typed_stands_on_no_other_visitors_form(client: Client) -> None:
    an_association()
    a_plan()

    wrong = client.post("/join/qualified/", join_form(given_name="Nia", email="")).content.decode()
    blank = Client().get("/join/qualified/").content.decode()

    assert 'value="Nia"' in wrong
    assert 'value="Nia"' not in blank


@pytest.mark.usefixtures("shelf_of_its_own")
def test_a_plan_that_sends_things_home_asks_for_the_address_and_the_other_does_not(client: Client) -> None:
    an_association()
    a_plan()
    a_plan(slug="posted", name="With the journal", needs_address=True)

    for _visit in range(2):
        assert 'name="address"' in client.get("/join/posted/").content.decode()
        assert 'name="address"' not in client.get("/join/qualified/").content.decode()
