"""Two records are put together and parted again: what is held on both people is what it was, whatever they had done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from goldseam.core.mail.actions import note_bounce, send
from goldseam.core.mail.models import Suppression
from goldseam.core.people import actions as people
from goldseam.core.people.keeping import keep_file
from goldseam.core.people.merging.actions import CannotMerge, merge, unmerge
from goldseam.core.people.merging.moving import hanging
from goldseam.core.people.models import Hold, Person, RoleGrant
from goldseam.core.repairs.engine import look
from goldseam.core.sales.actions.paying import fail_payment, start_payment
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.contracts import Merging
from goldseam.foundation.privacy.archive import collect
from goldseam.foundation.privacy.holdings import of_person
from goldseam.foundation.privacy.models import Closing, Erasure, Request
from goldseam.subjects.cpd.actions import add_activity, record_reading
from goldseam.subjects.membership.actions import Applicant, add_term, give_term, join
from goldseam.subjects.membership.models import Evidence, Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.teams.actions import assign
from goldseam.subjects.teams.tests.factories import a_team, known
from tests.promises.planting import a_row_in_every_table
from tests.promises.sizes import FULL, size
from tests.promises.world import a_world

pytestmark = pytest.mark.django_db
OF_MERGING = ("timeline.", "people.merge", "people.move", "people.toldapart")
WHY = "She told us on the phone."
YEAR = timedelta(days=365)


def held(person: Person) -> dict[str, list[str]]:
    """All that a copy holds, table by table, but for what tells of the merging itself."""
    found: dict[str, list[str]] = {}
    for kind in collect(Person.objects.get(pk=person.pk)).kinds:
        rows = [row for row in kind["rows"] if not _tells_of_merging(kind["model"], row)]
        found[kind["model"]] = [repr(row) for row in rows]
    return found


def _tells_of_merging(table: str, row: dict[str, Any]) -> bool:
    return (
        table in ("people.merge", "people.move", "people.toldapart")
        or (table == "timeline.fact" and row["kind"].startswith("people.merged"))
        or (table == "timeline.facttext" and row["text"] == WHY)
    )


def rows_of(person: Person) -> dict[str, list[str]]:
    """The same as it stands in the tables, for rows that lead nowhere and so cannot be read."""
    told = {holding.label: holding.rows.order_by("pk").values() for holding in of_person(person)}
    return {table: [repr(row) for row in rows] for table, rows in told.items() if not table.startswith(OF_MERGING)}


def differs(was: dict[str, list[str]], now: dict[str, list[str]]) -> dict[str, Any]:
    return {table: (was[table], now[table]) for table in was if was[table] != now[table]}


# --- What people do with us, each on a day so many years ago ----------------------------------------------------------

Deed = Callable[[Person, Any], object]


def pays_for_a_term(person: Person, at: Any) -> None:
    add_term(person=person, plan=a_plan(), at=at)


def orders(person: Person, at: Any) -> None:
    applicant = Applicant(person.given_name, person.family_name, person.email or "", address="2 Bramble Lane")
    order = join(plan=a_plan(), applicant=applicant, signed_in=person, key=None, at=at)
    fail_payment(
        payment=start_payment(order=order, way="demo", return_url="http://x/", at=at),
        code="declined",
        is_final=True,
        at=at,
    )


def says_yes(person: Person, at: Any) -> None:
    people.set_consents(person=person, purposes=["newsletter", "hub"], at=at, by=person)


def says_no(person: Person, at: Any) -> None:
    people.set_consents(person=person, purposes=["hub"], at=at, by=person)


def learns(person: Person, at: Any) -> None:
    add_activity(person=person, title="A day", on=at.date(), minutes=30, reflection="Good.", at=at)
    record_reading(person=person, title="Calm nights", minutes=30, source="library.version:1", at=at)


def is_noted(person: Person, at: Any) -> None:
    people.write_note(person=person, text="Rang.", at=at, by=known("Bronwen"))
    keep_file(
        person=person, file=ContentFile(b"%PDF-1.7 of Nia %%EOF", name="a.pdf"), note="", at=at, by=known("Bronwen")
    )


def moves_house(person: Person, at: Any) -> None:
    people.change_details(person=person, details={"address": f"Flat {at.year}"}, at=at, by=person)


def joins_a_trust(person: Person, at: Any) -> None:
    trust = people.enter_organisation(name="Trust", at=at, by=person)
    people.affiliate(person=person, organisation=trust, at=at, by=person)


def our_letter_comes_back(person: Person, at: Any) -> None:
    note_bounce(message=send(template="portal/address_known", person=person, at=at), answer="550", at=at)


def finds_letters_unwanted(person: Person, at: Any) -> None:
    Suppression.objects.get_or_create(address=person.email, reason="complaint", ended_at=None, defaults={"since": at})


def is_given_a_term(person: Person, at: Any) -> None:
    by = known("Bronwen")
    give_term(person=person, plan=a_plan(), given_as="honorary", months=12, why="Thanks", by=by, at=at)


DEEDS: list[Deed] = [
    *(pays_for_a_term, orders, says_yes, says_no, learns, is_noted, moves_house, joins_a_trust),
    *(our_letter_comes_back, finds_letters_unwanted, is_given_a_term),
]
HISTORIES = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["nia", "twin"]), st.sampled_from(DEEDS)), min_size=2, max_size=9
).map(lambda told: sorted(told, key=lambda one: -one[0]))


@pytest.fixture
def pair(settings: Settings, tmp_path: Any) -> dict[str, Person]:
    """Nia twice."""
    settings.PRIVATE_ROOT = tmp_path
    an_association()
    return {"nia": known("Nia", at=NOON - 5 * YEAR), "twin": known("Twin", at=NOON - 5 * YEAR)}


@pytest.fixture
def seated(pair: dict[str, Person]) -> None:
    """The second record had a seat in a team that ended long ago."""
    team = a_team(at=NOON - 5 * YEAR)
    assign(team=team, person=pair["twin"], by=team.coordinator, at=NOON - 5 * YEAR)


def live(pair: dict[str, Person], history: list[tuple[int, str, Deed]]) -> None:
    for years, who, deed in history:
        deed(pair[who], NOON - years * YEAR)
    look(at=NOON, only=["mail_bounced", "payment_failed"])


@pytest.mark.usefixtures("seated")
@settings(
    max_examples=size(6, 500),
    deadline=None,
    derandomize=not FULL,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(HISTORIES, st.sampled_from(["kept", "merged"]), st.lists(st.sampled_from([learns, is_noted]), max_size=2))
def test_both_people_have_afterwards_what_they_had_before(
    pair: dict[str, Person], history: list[tuple[int, str, Deed]], choice: str, since: list[Deed]
) -> None:
    with transaction.atomic():
        live(pair, history)
        nia, twin, clerk = pair["nia"], pair["twin"], known("Bronwen")
        was = held(nia), held(twin)
        choices = dict.fromkeys(["given_name", "email", "address"], choice)
        try:
            done = merge(kept=nia, merged=twin, choices=choices, why=WHY, at=NOON, by=clerk)
        except CannotMerge:
            assert (held(nia), held(twin)) == was
            transaction.set_rollback(True)
            return
        together = held(nia)
        whole = {table: len(was[0][table]) + len(was[1][table]) for table in was[0]}
        assert {table: len(rows) for table, rows in together.items() if table not in TOLD_OF_IT} == {
            table: count for table, count in whole.items() if table not in TOLD_OF_IT
        }
        for deed in since:
            deed(nia, NOON)

        unmerge(merge=done, why=WHY, at=NOON, by=clerk)

        assert differs(was[1], held(twin)) == {}
        assert since or differs(was[0], held(nia)) == {}
        transaction.set_rollback(True)


# An address that only names the other is found once it is theirs.
TOLD_OF_IT = {"mail.suppression", "mail.message", "teams.invitation"}


def test_a_row_in_every_table_goes_there_and_back() -> None:
    """No table is forgotten: of each that speaks of people there is a row, as the declarations lead to it."""
    with transaction.atomic():
        world = a_world()
        nia, twin, at = known("Nia", at=world.at), world.other, world.at
        a_row_in_every_table(twin)
        settle(twin)
        was = rows_of(nia), rows_of(twin)
        assert all(table.rows(twin.pk).exists() for table in hanging(Merging.MOVES, Merging.FOLLOWS))

        done = merge(kept=nia, merged=twin, choices={}, why=WHY, at=at, by=known("Bronwen"))

        moved = {move.table for move in done.moves.all()}
        # Hers was the only membership: it moves as it is, and its terms with it.
        assert {table.label for table in hanging(Merging.MOVES)} - moved == {"membership.term"}
        unmerge(merge=done, why=WHY, at=at, by=known("Bronwen"))
        assert differs(was[0], rows_of(nia)) == {}
        assert set(differs(was[1], rows_of(twin))) == {"access.session"}
        # What was planted leads nowhere, and the ledger would be asked for it.
        transaction.set_rollback(True)


def settle(person: Person) -> None:
    """What stands against merging, put out of the way."""
    RoleGrant.objects.filter(person=person).update(ended_at=NOON)
    Hold.objects.filter(person=person).update(ended_at=NOON)
    Request.objects.filter(person=person).update(answered_at=NOON)
    Closing.objects.filter(person=person).update(taken_back_at=NOON)
    Evidence.objects.filter(person=person).update(decided_at=NOON)
    Erasure.objects.filter(person=person).delete()
    assert Term.objects.of(person).exists()


def test_a_move_that_was_not_written_down_would_be_found(
    pair: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the orders move, and nobody notes which they were."""
    nia, twin = pair["nia"], pair["twin"]
    live(pair, [(0, "twin", orders)])
    was = held(twin)
    done = merge(kept=nia, merged=twin, choices={}, why=WHY, at=NOON, by=known("Bronwen"))
    done.moves.filter(table="sales.order").delete()

    unmerge(merge=done, why=WHY, at=NOON, by=known("Bronwen"))

    assert "sales.order" in differs(was, held(twin))
