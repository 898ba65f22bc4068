"""One association with everybody in it, and somebody whose things are not theirs to see."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.core import signing
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client

from goldseam.core.desk.models import Export, KeptSearch
from goldseam.core.mail import sendings, standard_letters
from goldseam.core.mail.actions import note_bounce, send
from goldseam.core.mail.models import LetterVersion, Message, Recipient
from goldseam.core.mail.unsubscribing import unsubscribe_url
from goldseam.core.people import actions as people
from goldseam.core.people.keeping import keep_file
from goldseam.core.people.models import Hold, Hub, Merge, Person
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.models import Rupture
from goldseam.core.sales.actions.paying import confirm_payment, record_transfer
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.claims import claim_path
from goldseam.core.sales.models import Order, Refund
from goldseam.core.treasury.actions.receiving import receive
from goldseam.faces.office.tests.factories import at_the_desk
from goldseam.faces.portal.tests.factories import an_app_for
from goldseam.foundation import clock
from goldseam.foundation.access.models import Session
from goldseam.foundation.privacy.models import Request
from goldseam.foundation.privacy.requests import ask_for_copy
from goldseam.subjects.cpd.actions import add_activity
from goldseam.subjects.enquiries.actions import Enquirer, begin_enquiry
from goldseam.subjects.enquiries.quoting import make_quote
from goldseam.subjects.gifts.links import gift_path
from goldseam.subjects.gifts.tests.factories import a_gift, the_delivery
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.library.actions import enter_factsheet, publish_version
from goldseam.subjects.library.models import Factsheet
from goldseam.subjects.membership.actions import Applicant, add_term, join
from goldseam.subjects.membership.cards import card_path
from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.publishing.models import Author
from goldseam.subjects.publishing.tests.factories import a_site, an_author
from goldseam.subjects.teams import inviting
from goldseam.subjects.teams.actions import assign, order_team
from goldseam.subjects.teams.asking import open_link
from goldseam.subjects.teams.links import asking_path, invitation_path
from goldseam.subjects.teams.models import Invitation, Team, Tier
from goldseam.subjects.teams.prices import set_tier
from tests.promises.members import goes_to_the_bank

# Stands in every field of the one person whose things nobody else may see without a right to.
MARK = "Zebrafinch"
FORGED = {"token": signing.dumps({"forged": 1}, salt="another")}
STAFF = ("office", "treasurer", "editor", "hublead", "events", "judge", "auditor")
ROLES = ("anonymous", "unproved", "member", "lapsed", "student", *STAFF, *(f"{role} without" for role in STAFF))


@dataclass
class World:
    """The plan, the other person with all that is theirs, and the values that stand in addresses."""

    at: datetime
    other: Person
    order: Order
    refund: Refund
    factsheet: Factsheet
    values: dict[str, dict[str, Any]] = field(default_factory=dict)


def a_world() -> World:
    at = clock.now()
    an_association()
    a_site()
    london = Hub.objects.create(slug="london", name="London", postcode_areas=["N"])
    plan = a_plan()
    a_plan(slug="student", name="Student", price_pence=2000, opens_library=True)
    other = _somebody_else(london, at)
    order = _what_she_bought(other, plan, at)
    refund = refund_order(order=order, amount_pence=100, reason="a kindness", by=None, at=at)
    factsheet = _a_factsheet(at)
    _a_letter_to_many(other, at)
    world = World(at, other, order, refund, factsheet)
    world.values = _values(world) | _two_records(other, at) | _of_an_enquiry(other, at)
    return world


def _somebody_else(hub: Hub, at: datetime) -> Person:
    return people.meet(
        email="zuleika@zebrafinch.example",
        given_name="Zuleika",
        family_name=MARK,
        at=at - timedelta(days=40),
        profession="Midwife",
        employer=f"{MARK} and Daughters",
        address=f"1 {MARK} Row",
        postcode_district="N1",
        hub=hub,
        email_proved_at=at,
    )


def _what_she_bought(person: Person, plan: Plan, at: datetime) -> Order:
    applicant = Applicant(person.given_name, person.family_name, person.email or "", address=person.address)
    order = join(plan=plan, applicant=applicant, signed_in=person, key=None, at=at - timedelta(days=20))
    confirm_payment(payment=goes_to_the_bank(order, at=order.placed_at), received_pence=7500, at=order.placed_at)
    short = join(plan=plan, applicant=applicant, signed_in=person, key=None, at=at - timedelta(days=2))
    record_transfer(order=short, amount_pence=2500, at=at - timedelta(days=1), by=person)
    add_activity(person=person, title=f"{MARK} day", on=at.date(), minutes=60, reflection=MARK, at=at)
    letter = send(template="sales/surplus", person=person, context={"order": order, "amount_pence": 1}, at=at)
    note_bounce(message=letter, answer=f"550 no {MARK} here", at=at)
    people.set_consents(person=person, purposes=["newsletter"], at=at, by=person)
    an_app_for(person)
    look(at=at)
    return Order.objects.get(pk=order.pk)


def _a_factsheet(at: datetime) -> Factsheet:
    sheet = enter_factsheet(
        slug="calm", number=1, title="Calm nights", summary="For everyone.", minutes=30, at=at, by=None
    )
    for body in ("<p>The first text, for members.</p>", "<p>The second text, for members.</p>"):
        publish_version(factsheet=sheet, body=body, authors=["A. Author"], at=at, by=None)
    return sheet


def _a_statement(world: World) -> int:
    """A statement with one line that names the other person, of the same key."""
    content = f"Date,Description,Amount\n{world.at.date()},{MARK},-5.00\n".encode()
    statement, _is_new = receive(filename="bank.csv", content=content, account="", by=None, at=world.at)
    return statement.lines.get().pk


def _a_file_of(person: Person, at: datetime) -> int:
    file = ContentFile(b"%PDF-1.7 of a Zebrafinch %%EOF", name=f"{MARK}.pdf")
    return keep_file(person=person, file=file, note=MARK, at=at, by=person).pk


def _a_letter_to_many(person: Person, at: datetime) -> None:
    """The office has laid out a letter to her, and not sent it."""
    wording = standard_letters.Wording("A word for {given_name}", "Dear {family_name}", "service", needed_for="Paying")
    standard_letters.keep(letter=None, name="Moved", is_for_hub_leads=False, wording=wording, at=at, by=None)
    sendings.prepare(
        version=LetterVersion.objects.get(),
        people=Person.objects.filter(pk=person.pk),
        audience="Members",
        by=person,
        at=at,
    )
    # The letter that came back would keep her from getting this one.
    Recipient.objects.update(reason="")


def _in_the_directory(person: Person) -> dict[str, dict[str, Any]]:
    """Words in it that are shown to nobody."""
    entry = Entry.objects.create(person=person, shows=["employer", "letters"], offer=MARK, town=MARK)
    return {"directory": {"key": str(entry.key)}}


def _of_somebody_else(person: Person, at: datetime) -> dict[str, dict[str, Any]]:
    return _of_a_team(_a_team_of(person, at)) | _in_the_directory(person)


def _values(world: World) -> dict[str, dict[str, Any]]:
    """What stands in each address of somebody else's things, by the name of the address."""
    other, order = world.other, world.order
    grant = people.give_role(person=other, role="editor", at=world.at, by=None)
    people.end_role(grant=grant, at=world.at, by=other)
    hold = Hold.objects.create(person=other, reason="asked", since=world.at, ended_at=world.at)
    order_paths = {"pk": order.pk, "token": order.token, "kind": "receipt", "refund": world.refund.pk}
    paper = order.invoices.earliest("pk").pk
    own: dict[str, dict[str, Any]] = {
        "sales": order_paths | {"way": "demo"},
        "membership": {"slug": "qualified", "token": card_path(Term.objects.of(other)[0].membership).split("/")[2]},
        "portal:confirm": {"token": claim_path(order).split("/")[2]},
        **dict.fromkeys(("portal:prove_new_address", "portal:not_me"), FORGED),
        "portal:end_browser": {"name": _signed_in(other)},
        "portal": {"pk": order.pk, "year": world.at.year},
        "portal:change_activity": {"pk": other.cpd.get().pk},
        "portal:remove_activity": {"pk": other.cpd.get().pk},
        "portal:credit_note": {"pk": world.refund.pk},
        "mfa": {"pk": Authenticator.objects.get(user=other).pk},
        "orders": order_paths | {"paper": paper, "payment": order.payments.earliest("pk").pk},
        "people": {"pk": other.pk, "grant": grant.pk, "hold": hold.pk, "file": _a_file_of(other, world.at)}
        | _kept_by(other, world.at),
        "mail:unsubscribe": {"token": unsubscribe_url(other.pk, "newsletter").split("/")[-2]},
        "letters": {"pk": Message.objects.filter(person=other).latest("pk").pk},
        "repairs": {"pk": Rupture.objects.filter(person=other).latest("pk").pk},
        "exports": {"pk": _exported_by(other, world.at)},
        "demo:bank_session": {"reference": order.payments.earliest("pk").reference},
    }
    return _of_the_house(world) | _of_somebody_else(other, world.at) | _of_a_gift(other, world.at) | own


def _of_the_house(world: World) -> dict[str, dict[str, Any]]:
    """What the office and the site have, whomever it is about."""
    copy, sent = _a_copy(world), Recipient.objects.get()
    return {
        "library": {"slug": "calm", "number": 1},
        "standard": {"pk": sent.sending.version.letter_id},
        "sendings": {"pk": sent.sending_id, "recipient": sent.pk},
        "statements": {"pk": _a_statement(world)},
        "plans": {"pk": Plan.objects.earliest("pk").pk},
        "privacy": {"pk": world.other.pk, "rule": "letters"},
        "privacy:answered": {"pk": copy.pk},
        "privacy:download": {"pk": copy.pk},
        "hubs": {"pk": Hub.objects.get(slug="london").pk},
        "factsheets": {"pk": world.factsheet.pk, "number": 1},
        "publishing": {"slug": (Author.objects.first() or an_author()).slug, "year": world.at.year},
        "setup": {"secret": "forged"},
    }


def _two_records(person: Person, at: datetime) -> dict[str, dict[str, Any]]:
    """Another record, which was once taken for hers."""
    another = people.meet(email=None, given_name="Zuleika", family_name="Other", at=at)
    merge = Merge.objects.create(kept=person, merged=another, at=at, why=MARK, unmerged_at=at)
    pair = {"other": another.pk}
    return {"people:merge": pair, "people:apart": pair, "people:part": {"merge": merge.pk}}


def _of_an_enquiry(person: Person, at: datetime) -> dict[str, dict[str, Any]]:
    """She asked something, of the hub that is hers."""
    enquirer = Enquirer(person.given_name, MARK, person.email or "", f"{MARK} and Daughters", hub=person.hub)
    asked = begin_enquiry(enquirer=enquirer, topic="membership", text=MARK, signed_in=person, at=at)
    quote = make_quote(enquiry=asked, organisation=f"{MARK} and Daughters", seats=5, by=None, at=at)
    quoted = {"token": quote.token}
    return {
        "contact": {"token": asked.token},
        "contact:quote": quoted,
        "contact:quote_pdf": quoted,
        "enquiries": {"pk": asked.pk, "quote": quote.pk},
    }


def _of_a_team(invited: Invitation) -> dict[str, dict[str, Any]]:
    return {
        "portal:invite": {"pk": invited.team_id},
        "portal:hand_over": {"pk": invited.team_id},
        "portal:change_link": {"pk": invited.team_id},
        "portal:team_link": {"token": asking_path(invited.team).split("/")[3]},
        "portal:more_seats": {"pk": invited.team_id},
        "portal:renew_team": {"pk": invited.team_id},
        "portal:change_invitation": {"pk": invited.pk},
        "portal:end_seat": {"pk": invited.team.places.get().pk},
        "portal:invitation": {"token": invitation_path(invited).split("/")[3]},
        "desk_teams": {"pk": invited.team_id},
        "team_prices": {"pk": Tier.objects.get().pk},
    }


def _of_a_gift(person: Person, at: datetime) -> dict[str, dict[str, Any]]:
    """One membership that she gave to the bursary pool, and one to somebody."""
    a_gift(by=person, at=at, for_pool=True)
    gift = a_gift(by=person, at=at, message=MARK)
    token, own = gift_path(the_delivery(gift)).split("/")[3], {"pk": gift.pk}
    return {"portal:open_gift": {"token": token}, "portal:gift": own, "portal:gift_card": own}


def _a_team_of(person: Person, at: datetime) -> Invitation:
    """A team that she looks after, with somebody who has a seat and somebody who is invited."""
    for_teams = a_plan(slug="teams", name="Teams", position=9)
    set_tier(plan=for_teams, from_seats=5, unit_pence=6500, at=at, by=None)
    applicant = Applicant(person.given_name, person.family_name, person.email or "")
    order = order_team(
        plan=for_teams,
        seats=5,
        organisation="Waders Trust",
        purchase_order="PO 77",
        coordinator=applicant,
        signed_in=person,
        key=None,
        at=at,
    )
    confirm_payment(payment=goes_to_the_bank(order, at=at), received_pence=order.total_pence, at=at)
    team = Team.objects.get()
    seated = people.meet(email="wren@waders.example", given_name="Wren", family_name="Plover", at=at)
    assign(team=team, person=seated, by=person, at=at)
    team = open_link(team=team, is_for_domain=False, by=person, at=at)
    return inviting.invite(team=team, addresses=["heron@waders.example"], by=person, at=at).written_to[0]


def _signed_in(person: Person) -> str:
    """What the list of her browsers calls the one in which she is signed in."""
    at_the_desk(person)
    return str(Session.objects.get(person=person).name)


def _kept_by(person: Person, at: datetime) -> dict[str, int]:
    kept = KeptSearch.objects.create(
        owner=person, list_name="people:list", name=MARK, question="q=x", is_shared=False, kept_at=at
    )
    return {"kept": kept.pk, "term": Term.objects.of(person)[0].pk}


def _exported_by(person: Person, at: datetime) -> int:
    told = {"selection": '["people:list","",null]', "list_name": "people:list", "title": MARK, "columns": ["name"]}
    export = Export.objects.create(**told, form="csv", asked_by=person, asked_at=at, written_at=at, rows=1)
    export.file.save("", ContentFile(MARK.encode()))
    return export.pk


def _a_copy(world: World) -> Request:
    """A copy of everything held on her that she asked for herself."""
    asked = ask_for_copy(person=world.other, by=world.other, at=world.at)
    made = Request.objects.get(pk=asked.pk)
    made.file.save("", ContentFile(MARK.encode()), save=False)
    made.made_at = world.at
    made.save()
    return made


def viewer(role: str, world: World) -> Client:
    """A browser in the hands of somebody of that role; staff `without` have not passed their second factor."""
    name, _, without = role.partition(" ")
    if role == "anonymous":
        return Client(raise_request_exception=False)
    person = _person(name, world)
    client = at_the_desk(person, method="password" if without or name not in STAFF else "mfa")
    client.raise_request_exception = False
    return client


def _person(name: str, world: World) -> Person:
    proved = None if name == "unproved" else world.at
    yorkshire = Hub.objects.get(slug="yorkshire")
    plan = Plan.objects.get(slug="student" if name == "student" else "qualified")
    person = people.meet(
        email=f"{name}@aimh.example",
        given_name=name.capitalize(),
        family_name="Viewer",
        at=world.at - timedelta(days=500),
        email_proved_at=proved,
        hub=yorkshire,
    )
    if name in ("member", "student", "lapsed", "unproved"):
        began = world.at if name != "lapsed" else world.at - timedelta(days=450)
        with transaction.atomic():
            add_term(person=person, plan=plan, at=began)
    if name in STAFF:
        hub = yorkshire if name == "hublead" else None
        people.give_role(person=person, role=name, at=world.at, by=None, hub=hub)
    return person


def filled(route: str, view_name: str, values: dict[str, dict[str, Any]]) -> str:
    """The address that a route has with these values in it; what is not known becomes 1 or a word."""
    space = view_name.partition(":")[0].partition("_")[0]
    known = values.get(space, {}) | values.get(view_name, {})

    def one(match: re.Match[str]) -> str:
        kind, name = match["kind"] or "", match["name"]
        return str(known.get(name, "1" if kind in ("int", "") or "id" in name else "other"))

    path = re.sub(r"\(\?P<(?P<name>\w+)>(?P<kind>)[^()]*(?:\([^()]*\)[^()]*)*\)", one, route)
    path = re.sub(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>", one, path)
    if "(" in path:
        path = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", path)
    return "/" + re.sub(r"\\Z|\$$|\^|\\(?=[./-])|\.\*|\?", "", path).lstrip("/")
