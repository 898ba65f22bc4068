"""What people bring from other systems is understood without hand work."""

from datetime import date

import pytest

from goldseam.core.mail.models import Suppression
from goldseam.core.people.models import Consent, Hold, Person
from goldseam.faces.importers.people.columns import guess
from goldseam.faces.importers.tests.factories import an_association, brought, given, known, lines, workbook
from goldseam.foundation.timeline.record import history
from goldseam.subjects.membership.models import Term

pytestmark = pytest.mark.django_db

# As written in the exports of each system.
HEADERS = {
    "Tendenci": "first_name,last_name,username,account_id,email,email2,phone,salutation,company,position_title,"
    "member_number,membership_type,renewal,auto_renew,join_dt,expire_dt,renew_dt,corporate_membership_id",
    "CiviCRM": "Contact ID,External Identifier,Sort Name,Display Name,First Name,Middle Name,Last Name,Job Title,"
    "Current Employer,Street Address,City,Postal Code,Country,Phone,Email,On Hold,No Bulk Emails (User Opt Out),"
    "Do Not Email,Group(s),Tag(s)",
    "Ghost": "id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,"
    "labels,tiers",
    "Mailchimp": "Email Address,First Name,Last Name,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,TAGS",
    "Wild Apricot": "User ID,First name,Last name,Organization,Email,Phone,Membership enabled,Membership level,"
    "Membership status,Member since,Renewal due,Member bundle ID or email,Group participation,Notes,"
    "Subscribed to emails,Archived",
}


@pytest.mark.parametrize("source", HEADERS)
def test_every_column_of_the_source_is_used_and_the_source_is_named(source: str) -> None:
    columns = guess(HEADERS[source].split(","))
    assert columns.source == source
    assert [header for header, field in zip(columns.headers, columns.fields, strict=True) if not field] == []


def _texts(person: Person) -> str:
    return "\n".join(item.text for item in history(person, audience="office"))


def test_tendenci_members_come_with_the_term_that_runs() -> None:
    an_association()
    row = (
        "Nia,Ferreday,nia1,17,nia@families.example,,0113,Dr,Leeds NHS,Health visitor,M-9,qualified,,,"
        "2019-06-01,2026-08-31,,"
    )
    brought(lines(row, header=HEADERS["Tendenci"]))
    term = Term.objects.select_related("membership__person").get()
    assert (term.starts_on, term.ends_on) == (date(2025, 9, 1), date(2026, 8, 31))
    assert term.membership.began_on == date(2019, 6, 1)
    assert term.membership.person.profession == "Health visitor"
    assert "member_number: M-9" in _texts(term.membership.person)


def test_civicrm_memberships_follow_their_contacts_by_several_rows() -> None:
    an_association()
    header = "Email,First Name,Last Name,Membership Type,Member Since,Membership Start Date,Membership Expiration Date"
    upload = brought(
        lines(
            "nia@families.example,Nia,Ferreday,qualified,2024-01-01,2024-01-01,2024-12-31",
            "nia@families.example,Nia,Ferreday,qualified,2024-01-01,2025-01-01,2025-12-31",
            header=header,
        )
    )
    assert (Person.objects.count(), Term.objects.count(), upload.counts["people"]) == (1, 2, 1)


def test_mailchimp_tells_who_said_yes_who_left_and_whose_letters_came_back() -> None:
    an_association()
    subscribed = "Email Address,First Name,Last Name,OPTIN_TIME,CONFIRM_TIME"
    brought(lines("ada@families.example,Ada,Moor,2021-03-04 10:00:00,2021-03-04 10:05:00", header=subscribed))
    brought(
        lines(
            "ben@families.example,Ben,Okafor,2021-03-04 10:00:00,2022-05-06 08:00:00",
            header=subscribed.replace("CONFIRM", "UNSUB"),
        )
    )
    brought(
        lines(
            "cy@families.example,Cy,Lamb,2021-03-04 10:00:00,2022-05-06 08:00:00",
            header=subscribed.replace("CONFIRM", "CLEAN"),
        )
    )
    assert [c.person.given_name for c in Consent.objects.filter(withdrawn_at=None)] == ["Ada"]
    assert Consent.objects.get(person__given_name="Ben").withdrawn_at.date() == date(2022, 5, 6)
    assert Suppression.objects.get().address == "cy@families.example"


def test_a_yes_of_elsewhere_does_not_outweigh_a_no_said_here() -> None:
    an_association()
    nia = known("Nia")
    Consent.objects.create(person=nia, purpose="newsletter", wording="w", given_at=nia.met_at, withdrawn_at=nia.met_at)
    brought(lines("nia@families.example,Nia Ferreday,true", header="email,name,subscribed_to_emails"))
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def test_who_is_not_to_be_written_to_is_on_hold() -> None:
    an_association()
    brought(lines("Nia,Ferreday,nia@families.example,Yes", header="First Name,Last Name,Email,Do Not Email"))
    assert Hold.objects.get().person.given_name == "Nia"


def test_a_membership_that_never_began_is_kept_in_words_only() -> None:
    an_association()
    header = "Email,Membership level,Membership status,Renewal due"
    brought(lines("nia@families.example,qualified,PendingNew,2026-08-31", header=header))
    assert not Term.objects.exists()
    assert "PendingNew" in _texts(Person.objects.get())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter_of_office_programs_is_read(encoding: str, delimiter: str) -> None:
    an_association()
    text = f"email{delimiter}first name{delimiter}last name\r\nzoe@families.example{delimiter}Zoë{delimiter}O’Brien\r\n"
    brought(text.encode(encoding))
    assert Person.objects.get().full_name == "Zoë O’Brien"


def test_a_workbook_with_real_dates_and_numbers_is_read() -> None:
    an_association()
    brought(
        workbook(
            ["First name", "Last name", "Email", "Plan", "Start", "End", "Amount paid"],
            ["Nia", "Ferreday", "nia@families.example", "Qualified Professional", date(2025, 9, 1), 46265, 75],
        )
    )
    assert Term.objects.get().ends_on == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("dates", "read"),
    [
        (("03/04/2025", "25/12/2025"), "2025-04-03"),
        (("03/04/2025", "12/25/2025"), "2025-03-04"),
        (("2025-04-03", "2025-12-25"), "2025-04-03"),
        (("3 April 2025", "25th December 2025"), "2025-04-03"),
        (("April 3, 2025", "Dec 25, 2025"), "2025-04-03"),
    ],
)
def test_the_file_itself_says_which_number_is_the_day(dates: tuple[str, str], read: str) -> None:
    an_association()
    rows = [f'Nia,Ferreday,qualified,"{dates[0]}"', f'Ben,Okafor,qualified,"{dates[1]}"']
    upload = given(lines(*rows, header="first name,last name,plan,start"))
    assert upload.trouble == ""
    assert upload.rows.get(number=2).told["starts_on"] == read


@pytest.mark.parametrize("dates", [("03/04/2025", "05/06/2025"), ("13/04/2025", "04/13/2025", "03/04/2025")])
def test_dates_that_nothing_decides_are_asked_about(dates: tuple[str, ...]) -> None:
    an_association()
    rows = [f"Person{number},Ferreday,qualified,{day}" for number, day in enumerate(dates)]
    upload = given(lines(*rows, header="first name,last name,plan,start"))
    assert upload.counts["asks_order"]
    assert not upload.is_ready


def test_likeness_by_name_is_proposed_and_never_decided() -> None:
    an_association()
    nia = known("Nia", email="", postcode_district="LS6")
    upload = given(lines("Nia,Ferreday,nia@elsewhere.example", header="first name,last name,email"))
    row = upload.rows.get()
    assert (row.alike, row.is_sure, upload.is_ready) == (nia, False, False)


def test_a_proved_address_with_quite_another_name_is_only_proposed() -> None:
    an_association()
    known("Nia")
    upload = given(lines("Ben,Okafor,nia@families.example", header="first name,last name,email"))
    assert upload.counts["undecided"] == 1
