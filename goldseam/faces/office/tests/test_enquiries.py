"""The conversations at the desk: as few questions for a thousand as for ten; answered, recorded, given on, closed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goldseam.core.desk.selection import Selection
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, press, staff, today_is
from goldseam.foundation.rows import insert
from goldseam.subjects.enquiries.actions import Enquirer
from goldseam.subjects.enquiries.models import Enquiry, Entry, Quote
from goldseam.subjects.enquiries.office.policy import EnquiryPolicy
from goldseam.subjects.enquiries.tests.factories import WORDS, asks
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.teams.tests.factories import prices_for_teams

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def olive() -> Client:
    return at_the_desk(staff("office", given_name="Olive"))


def shown(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def many(count: int) -> None:
    owner = Person.objects.get(given_name="Olive")
    insert(
        [
            Enquiry(topic="other", given_name=f"Nia{number}", received_at=NOON, promised_on=TODAY, owner=owner)
            for number in range(count)
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE enquiries_enquiry")


@pytest.mark.parametrize("count", [10, 1000])
def test_the_list_asks_as_little_for_any_number(
    count: int, olive: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(count)
    olive.get("/office/enquiries/")

    with django_assert_max_num_queries(14):
        page = olive.get("/office/enquiries/?standing=waiting&q=nia").content.decode()

    assert "Nia9" in page
    with django_assert_max_num_queries(50):
        assert "Enquiries to answer" in olive.get("/office/").content.decode()


def test_the_most_pressing_stands_first_and_is_found_by_its_state_and_by_words(olive: Client) -> None:
    late = asks(at=NOON - timedelta(days=20), enquirer=Enquirer("Nia", "Late", "nia@bramble.example"))
    complaint = asks(topic="complaint", enquirer=Enquirer("Seren", "Wronged", "seren@bramble.example"))
    names = {"Nia Late": late, "Seren Wronged": complaint}

    found = {
        question: [name for name in names if name in shown(olive, f"/office/enquiries/?{question}")]
        for question in ("standing=overdue", "topic=complaint", "q=wronged", f"q={late.reference}", "whose=mine", "")
    }

    assert found["standing=overdue"] == found[f"q={late.reference}"] == ["Nia Late"]
    assert found["topic=complaint"] == found["q=wronged"] == ["Seren Wronged"]
    assert found["whose=mine"] == []
    page = shown(olive, "/office/enquiries/")
    assert page.index("Nia Late") < page.index("Seren Wronged")
    assert "Membership, packages and discounts, an answer was promised by" in shown(olive, "/office/")


def test_olive_answers_from_the_page_and_the_letter_leaves(olive: Client) -> None:
    enquiry = asks()
    page = f"/office/enquiries/{enquiry.pk}/"
    assert WORDS in shown(olive, page)

    press(olive, page, {})
    answered = olive.post(f"{page}answer/", {"text": "£55 each.", "once": "x" * 32})

    assert answered["Location"] == page
    assert "£55 each." in Message.objects.get(template="enquiries/answer").text
    said = shown(olive, page)
    assert "Answered; nothing waits for us." in said
    assert "Olive Staff" in said


def test_what_she_typed_stays_when_the_answer_cannot_be_sent(olive: Client) -> None:
    enquiry = asks(enquirer=Enquirer("Nia", organisation="Bramble Lane"))

    refused = press(olive, f"/office/enquiries/{enquiry.pk}/answer/", {"text": "£55 each."})

    assert refused.status_code == 422
    assert "£55 each." in refused.content.decode()
    assert "Please telephone or write by post" in refused.content.decode()
    told = {"who": "ours", "way": "telephone", "said_on": TODAY.isoformat(), "text": "Told her £55."}
    press(olive, f"/office/enquiries/{enquiry.pk}/record/", told)
    assert Entry.objects.get(kind="ours").way == "telephone"
    assert not Enquiry.objects.waiting().exists()


def test_what_they_say_by_telephone_is_recorded_and_an_answer_is_owed(olive: Client) -> None:
    press(
        olive,
        "/office/enquiries/new/",
        {
            "topic": "complaint",
            "way": "post",
            "said_on": (TODAY - timedelta(days=3)).isoformat(),
            "text": "My invoice is wrong.",
            "given_name": "Nia",
        },
    )

    enquiry = Enquiry.objects.get()
    assert enquiry.promised_on == TODAY + timedelta(days=25), "the clock runs from the day on which it reached us"
    page = shown(olive, f"/office/enquiries/{enquiry.pk}/")
    assert "Not yet. The law says by" in page
    assert not Message.objects.exists()


def test_a_promise_is_moved_a_complaint_closed_with_its_outcome_and_opened_again(olive: Client) -> None:
    enquiry = asks(topic="complaint")
    page = f"/office/enquiries/{enquiry.pk}/"
    past = press(olive, f"{page}promise/", {"promised_on": TODAY.isoformat(), "reason": "We wait for the bank."})
    assert past.status_code == 422
    later = TODAY + timedelta(days=40)
    press(olive, f"{page}promise/", {"promised_on": later.isoformat(), "reason": "We wait for the bank."})
    assert Enquiry.objects.get().promised_on == later
    assert "We wait for the bank." in shown(olive, page)

    assert press(olive, f"{page}close/", {"outcome": "upheld"}).status_code == 422, "they are told the outcome"
    press(olive, f"{page}close/", {"outcome": "upheld", "text": "You were right."})
    assert "The complaint was right" in shown(olive, page)

    press(olive, f"{page}reopen/", {})
    assert Enquiry.objects.waiting().exists()


def test_a_hub_lead_answers_those_of_the_own_hub_and_sees_no_complaint(olive: Client) -> None:
    leeds, hull = a_hub("leeds"), a_hub("hull")
    hattie = staff("hublead", hub=leeds, given_name="Hattie")
    desk = at_the_desk(hattie)
    own = asks(enquirer=Enquirer("Bronwen", "Own", "bronwen@bramble.example", hub=leeds))
    foreign = [
        asks(enquirer=Enquirer("Zillah", "Foreign", "zillah@hull.example", hub=hull)),
        asks(enquirer=Enquirer("Zillah", "Foreign", "zillah@hull.example")),
        asks(topic="complaint", enquirer=Enquirer("Zillah", "Foreign", "zillah@hull.example", hub=leeds)),
    ]

    for address in ("/office/", "/office/enquiries/", "/office/enquiries/?q=e", "/office/enquiries/?standing=waiting"):
        page = shown(desk, address)
        assert "Bronwen Own" in page, address
        assert "Zillah" not in page, address
    everything = Selection("enquiries:list", Person.objects.get(given_name="Olive"))
    assert everything.count() == 4
    assert Selection.read(everything.text, viewer=hattie).count() == 1, "what is exported"
    for enquiry in foreign:
        for act in ("", "answer/", "note/", "record/", "promise/", "close/", "reopen/"):
            assert desk.get(f"/office/enquiries/{enquiry.pk}/{act}").status_code == 404
    assert desk.get(f"/office/enquiries/{own.pk}/give/").status_code == 403

    press(desk, f"/office/enquiries/{own.pk}/answer/", {"text": "Come to our next meeting."})
    assert Enquiry.objects.get(pk=own.pk).owner == hattie
    press(olive, f"/office/enquiries/{foreign[0].pk}/give/", {"owner": hattie.pk, "hub": leeds.pk})
    assert Enquiry.objects.get(pk=foreign[0].pk).owner is None, "she does not see that hub yet"
    press(olive, f"/office/enquiries/{foreign[0].pk}/give/", {"hub": leeds.pk})
    assert "Zillah Foreign" in shown(desk, "/office/enquiries/")


def test_with_the_scope_taken_away_she_reads_of_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: it is the policy's `rows` that keeps them out."""
    monkeypatch.setattr(EnquiryPolicy, "rows", lambda policy, person: Enquiry.objects.all())
    asks(topic="complaint", enquirer=Enquirer("Zillah", "Foreign", "zillah@hull.example"))
    desk = at_the_desk(staff("hublead", hub=a_hub("leeds"), given_name="Hattie"))

    for address in ("/office/", "/office/enquiries/"):
        assert "Zillah" in shown(desk, address)


def test_olive_quotes_forty_at_a_discount_and_takes_it_back(olive: Client) -> None:
    prices_for_teams()
    enquiry = asks()
    page = f"/office/enquiries/{enquiry.pk}/"
    told = {
        "organisation": "Bramble Lane",
        "plan": a_plan().slug,
        "seats": "40",
        "unit_pence": "50",
        "valid_until": (TODAY + timedelta(days=14)).isoformat(),
    }
    assert "Please say why" in press(olive, f"{page}quote/", told).content.decode()
    assert "begins with 5 people" in press(olive, f"{page}quote/", told | {"seats": "4"}).content.decode()
    asked = press(olive, f"{page}quote/", told | {"reason": "Two sister trusts"}).content.decode()
    assert "40 places at £50.00 each, £2,000.00 together" in " ".join(asked.split())
    assert "Everybody else pays £55.00 each." in asked

    press(olive, f"{page}quote/", told | {"reason": "Two sister trusts"}, confirmed=True)

    quote = Quote.objects.get()
    said = shown(olive, page)
    assert "Quoted, until" in shown(olive, "/office/enquiries/?standing=quoted")
    assert "40 × £50.00 = £2,000.00" in said
    assert "instead of £55.00: Two sister trusts" in said
    assert olive.get(f"{page}quotes/{quote.pk}/pdf/")["Content-Type"] == "application/pdf"
    press(olive, f"{page}quotes/{quote.pk}/back/", {})
    assert "Taken back" in shown(olive, page)
    refused = press(olive, f"{page}quotes/{quote.pk}/back/", {})
    assert "not open any more" in refused.content.decode()


def test_a_hub_lead_quotes_what_it_costs_everybody_and_nothing_else() -> None:
    prices_for_teams()
    leeds = a_hub("leeds")
    desk = at_the_desk(staff("hublead", hub=leeds, given_name="Hattie"))
    enquiry = asks(enquirer=Enquirer("Bronwen", "Own", "bronwen@bramble.example", hub=leeds))
    address = f"/office/enquiries/{enquiry.pk}/quote/"
    told = {"organisation": "Bramble Lane", "plan": a_plan().slug, "seats": "40", "unit_pence": "1", "reason": "x"}

    press(desk, address, told | {"valid_until": (TODAY + timedelta(days=14)).isoformat()}, confirmed=True)

    assert Quote.objects.get().unit_pence == 5500
