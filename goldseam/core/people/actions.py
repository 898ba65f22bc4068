"""Meeting people, and what they tell us about themselves."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from goldseam.core.people import facts, kept
from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.models import Affiliation, Association, Consent, Hub, Organisation, Person, RoleGrant
from goldseam.core.people.roles import ROLES
from goldseam.foundation import pagecache
from goldseam.foundation.amending import amend
from goldseam.foundation.files.pictures import Picture
from goldseam.foundation.timeline.record import record, record_many

OWN_DETAILS = ("given_name", "family_name", "profession", "employer", "address", "postcode_district")


class AddressTaken(Exception):
    """Somebody else has this e-mail address."""


def find(email: str) -> Person | None:
    """The person with this address, in whatever case it is written; a merged record leads to the one that goes on."""
    found: Person | None = Person.objects.filter(email__iexact=email.strip()).first()
    return found.goes_on_as if found else None


def record_at(address: str) -> Person | None:
    """The record with this very address, which may have been merged into another.

    The database folds more letters into one than mail servers do (ſ and s, ı and i), so what it finds is compared
    again: a look-alike address must neither find somebody nor be counted as another account.
    """
    found: Person | None = Person.objects.filter(email__iexact=address.strip()).first() if address else None
    return found if found and (found.email or "").lower() == address.strip().lower() else None


def person_at(address: str) -> Person | None:
    """Whoever has this very address, also in a record that was merged into theirs."""
    found = record_at(address)
    return found.goes_on_as if found else None


def meet(
    *, email: str | None, given_name: str, family_name: str, at: datetime, by: Person | None = None, **details: Any
) -> Person:
    """Enter a person whom we have not met. Raises AddressTaken when the address is in use."""
    person = Person(
        email=email.strip() if email else None, given_name=given_name, family_name=family_name, met_at=at, **details
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            record(facts.MET, person=person, subject=person, by=by, at=at)
    except IntegrityError as error:
        raise AddressTaken from error
    return person


@transaction.atomic
def prove_address(*, person: Person, at: datetime) -> None:
    """Note that a mailed link or code came back: letters to this address reach the person."""
    proved = Person.objects.filter(pk=person.pk, email_proved_at=None).update(email_proved_at=at)
    person.refresh_from_db(fields=["email_proved_at"])
    if proved:
        record(facts.ADDRESS_PROVED, person=person, subject=person, by=person, at=at)


@transaction.atomic
def change_address(*, person: Person, email: str, at: datetime, by: Person) -> None:
    """Give the person another, proved, address. Raises AddressTaken."""
    person.email, person.email_proved_at = email, at
    try:
        with transaction.atomic():
            person.save(update_fields=["email", "email_proved_at"])
    except IntegrityError as error:
        raise AddressTaken from error
    record(facts.ADDRESS_CHANGED, person=person, subject=person, by=by, at=at)


@transaction.atomic
def replace_address(*, person: Person, email: str | None, at: datetime, by: Person) -> None:
    """Enter an address on somebody's word: unproved until a letter to it is answered. Raises AddressTaken."""
    person.email, person.email_proved_at = email, None
    try:
        with transaction.atomic():
            person.save(update_fields=["email", "email_proved_at"])
    except IntegrityError as error:
        raise AddressTaken from error
    record(facts.ADDRESS_CHANGED, person=person, subject=person, by=by, at=at)


@transaction.atomic
def write_note(*, person: Person, text: str, at: datetime, by: Person) -> None:
    """Keep a note of the office in a person's history."""
    record(facts.NOTE_WRITTEN, person=person, subject=person, by=by, at=at, text=text)


def change_details(*, person: Person, details: Mapping[str, Any], at: datetime, by: Person) -> None:
    """Change what a person says of themselves; only what differs is changed and recorded. Raises KeyError otherwise."""
    changed = {name: value for name, value in details.items() if getattr(person, name) != value}
    if unknown := set(changed) - {*OWN_DETAILS, "hub"}:
        raise KeyError(", ".join(sorted(unknown)))
    if changed:
        _change_details(person, changed, at, by)


@transaction.atomic
def _change_details(person: Person, changed: Mapping[str, Any], at: datetime, by: Person) -> None:
    for name, value in changed.items():
        setattr(person, name, value)
    person.save(update_fields=list(changed))
    plain = sorted(name for name in changed if name != "hub")
    if plain:
        record(facts.DETAILS_CHANGED, person=person, subject=person, by=by, at=at, fields=", ".join(plain))
    if "hub" in changed and person.hub:
        record(facts.HUB_CHANGED, person=person, subject=person.hub, by=by, at=at, hub=person.hub.name)


@transaction.atomic
def move_to_hub(*, people: QuerySet[Person], hub: Hub, at: datetime, by: Person) -> int:
    """Move many to a hub, as `change_details` moves one; returns how many moved, whoever is there already stays."""
    elsewhere = Person.objects.filter(pk__in=people.order_by().values("pk")).exclude(hub=hub)
    keys = list(elsewhere.order_by("pk").select_for_update().values_list("pk", flat=True))
    Person.objects.filter(pk__in=keys).update(hub=hub)
    record_many(facts.HUB_CHANGED, ((key, hub) for key in keys), by=by, at=at, hub=hub.name)
    return len(keys)


@transaction.atomic
def set_consents(*, person: Person, purposes: Iterable[str], at: datetime, by: Person | None, where: str = "") -> None:
    """Make the running consents exactly `purposes`; new ones keep the words shown, and each change is recorded.

    `where` is one of Consent.Where: the place at which the person said so.
    """
    wanted = set(purposes) & set(PURPOSES)
    running = set(person.consents.filter(withdrawn_at=None).values_list("purpose", flat=True))
    for purpose in sorted(wanted - running):
        _give_consent(person, purpose, at, by, where)
    for consent in consents_of(person).filter(withdrawn_at=None).exclude(purpose__in=wanted).order_by("purpose", "pk"):
        _withdraw(consent, at, by, where)


def add_consents(*, person: Person, purposes: Iterable[str], at: datetime, by: Person, where: str = "") -> None:
    """Give consents besides those that run already, in the caller's transaction."""
    wanted = set(purposes) & set(PURPOSES)
    if wanted:
        running = person.consents.filter(withdrawn_at=None, purpose__in=wanted).values_list("purpose", flat=True)
        for purpose in sorted(wanted - set(running)):
            _give_consent(person, purpose, at, by, where)


def _give_consent(person: Person, purpose: str, at: datetime, by: Person | None, where: str) -> None:
    Consent.objects.create(
        person=person,
        purpose=purpose,
        wording=str(PURPOSES[purpose]),
        given_at=at,
        given_by=by,
        given_where=where,
    )
    record(facts.CONSENT_GIVEN, person=person, subject=person, by=by, at=at, purpose=str(PURPOSES[purpose]))


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: str, at: datetime, by: Person | None, where: str = "") -> int:
    """End a person's yes to one purpose, also where the record was merged into another; returns how many ended."""
    running = consents_of(person).filter(purpose=purpose, withdrawn_at=None).select_for_update(of=("self",))
    return sum(_withdraw(consent, at, by, where) for consent in running)


def consents_of(person: Person) -> QuerySet[Consent]:
    """Those of all records of a person: a no is a no in each of them, also if they are parted again."""
    goes_on = person.merged_into_id or person.pk
    theirs = Consent.objects.filter(Q(person=goes_on) | Q(person__merged_into=goes_on))
    return theirs.select_related("person")


def _withdraw(consent: Consent, at: datetime, by: Person | None, where: str) -> int:
    consent.withdrawn_at, consent.withdrawn_by, consent.withdrawn_where = at, by, where
    consent.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_where"])
    record(
        facts.CONSENT_WITHDRAWN, person=consent.person, subject=consent.person, by=by, at=at, purpose=consent.wording
    )
    return 1


@transaction.atomic
def give_role(*, person: Person, role: str, at: datetime, by: Person | None, hub: Hub | None = None) -> RoleGrant:
    """Give a role. The group of the same name carries the page permissions that Wagtail reads."""
    grant, is_new = RoleGrant.objects.get_or_create(
        person=person, role=role, hub=hub, ended_at=None, defaults={"given_at": at, "given_by": by}
    )
    if is_new:
        person.groups.add(Group.objects.get_or_create(name=role)[0])
        record(facts.ROLE_GIVEN, person=person, subject=person, by=by, at=at, role=str(ROLES[role].name))
        _forget_pages(role)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, at: datetime, by: Person) -> None:
    """Take a role back; doing it twice changes nothing."""
    if not RoleGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=at):
        return
    if not grant.person.grants.filter(role=grant.role, ended_at=None).exists():
        grant.person.groups.remove(*Group.objects.filter(name=grant.role))
    record(facts.ROLE_ENDED, person=grant.person, subject=grant.person, by=by, at=at, role=str(ROLES[grant.role].name))
    _forget_pages(grant.role)


def _forget_pages(role: str) -> None:
    # The pages of hubs name who leads them.
    if ROLES[role].is_of_hub:
        pagecache.drop()


# The areas and forms of UK postcodes: Royal Mail, Programmers' Guide to the PAF; BS 7666.
POSTCODE = re.compile(r"^(GIR ?0AA|([A-Z]{1,2})(\d[A-Z\d]?) ?(\d[A-Z]{2}))$")


def district_of(postcode: str) -> str:
    """`ls6 2ab` → `LS6`. Raises ValueError when it is not a whole UK postcode."""
    match = POSTCODE.match(re.sub(r"\s+", " ", postcode.strip().upper()))
    if not match or not match[2]:
        raise ValueError(postcode)
    return match[2] + match[3]


def suggest_hub(district: str) -> Hub | None:
    """The hub whose area the district lies in; the first hub for anywhere else."""
    letters = re.match(r"[A-Z]{1,2}", district)
    hubs = kept.hubs()
    fitting = [hub for hub in hubs if letters and letters[0] in hub.postcode_areas]
    return next(iter(fitting or hubs), None)


@transaction.atomic
def enter_hub(*, details: Mapping[str, Any], at: datetime, by: Person) -> Hub:
    """Enter a new hub. Raises IntegrityError when its address is taken."""
    hub = Hub.objects.create(**details)
    record(facts.HUB_ENTERED, subject=hub, by=by, at=at, hub=hub.name)
    pagecache.drop()
    return hub


@transaction.atomic
def amend_hub(*, hub: Hub, details: Mapping[str, Any], at: datetime, by: Person) -> None:
    """Change what a hub says of itself."""
    changed = amend(hub, details)
    if changed:
        record(facts.HUB_AMENDED, subject=hub, by=by, at=at, hub=hub.name, fields=", ".join(changed))
        pagecache.drop()


@transaction.atomic
def amend_association(*, details: Mapping[str, Any], at: datetime, by: Person) -> None:
    """Change the association's own details. Which of them changed is recorded, not what they were."""
    association = Association.objects.select_for_update().get_or_create(pk=1)[0]
    changed = amend(association, details)
    if changed:
        record(facts.ASSOCIATION_AMENDED, subject=association, by=by, at=at, fields=", ".join(changed))
        pagecache.drop()


def give_mark(*, mark: Picture | None, at: datetime, by: Person) -> None:
    """Give the association a mark of its own, or with None the theme's again. It stands where pages' pictures do."""
    name = f"images/mark-{mark.name}" if mark else ""
    if mark and not default_storage.exists(name):
        default_storage.save(name, ContentFile(mark.body))
    amend_association(details={"mark": name}, at=at, by=by)


@transaction.atomic
def enter_organisation(*, name: str, at: datetime, by: Person | None) -> Organisation:
    """Enter an organisation. Two of the same name may be two: whoever knows better says so."""
    organisation = Organisation.objects.create(name=name, met_at=at)
    record(facts.ORGANISATION_ENTERED, subject=organisation, by=by, at=at, organisation=name)
    return organisation


@transaction.atomic
def affiliate(*, person: Person, organisation: Organisation, at: datetime, by: Person | None) -> Affiliation:
    """Note that a person belongs to an organisation; twice changes nothing."""
    affiliation, is_new = Affiliation.objects.get_or_create(
        person=person, organisation=organisation, ended_at=None, defaults={"began_at": at}
    )
    if is_new:
        record(facts.AFFILIATED, person=person, subject=organisation, by=by, at=at, organisation=organisation.name)
    return affiliation
