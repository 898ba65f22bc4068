"""An import is undone as a whole until somebody builds on it: by corrections, nothing is deleted."""

import pytest

from goldseam.core.mail.models import Suppression
from goldseam.core.people import actions as people
from goldseam.core.people.models import Consent, Hold, Person
from goldseam.faces.importers import facts
from goldseam.faces.importers.actions import why_not_undo
from goldseam.faces.importers.tests.factories import BEN, NIA, NOON, an_association, brought, known, lines, undone
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.work.runs import CannotRun
from goldseam.subjects.membership.models import Term

pytestmark = pytest.mark.django_db

CIVI = "First Name,Last Name,Email,On Hold,No Bulk Emails (User Opt Out),Do Not Email"


def test_everything_is_taken_back_and_every_entry_has_its_correction() -> None:
    an_association()
    upload = brought(lines(NIA, BEN))
    told = set(Fact.objects.filter(data__import=upload.pk).values_list("id", flat=True))
    undone(upload)
    assert not Person.objects.unmerged().exists()
    assert not Term.objects.current(on=NOON.date()).exists()
    assert set(Fact.objects.filter(pk__in=told).values_list("id", flat=True)) == told
    corrections = Fact.objects.filter(kind=facts.TAKEN_BACK.key)
    assert set(corrections.values_list("corrects", flat=True)) == told


def test_the_same_people_can_be_brought_in_again() -> None:
    an_association()
    undone(brought(lines(NIA, BEN)))
    brought(lines(NIA, BEN))
    assert Person.objects.unmerged().count() == 2
    assert Term.objects.current(on=NOON.date()).count() == 1


def test_somebody_we_knew_keeps_their_record_and_loses_only_what_came_with_the_file() -> None:
    an_association()
    nia = known("Nia")
    upload = brought(lines(NIA))
    assert Term.objects.of(nia).current(on=NOON.date()).exists()
    undone(upload)
    nia.refresh_from_db()
    assert (nia.email, nia.taken_back_at) == ("nia@families.example", None)
    assert not Term.objects.of(nia).current(on=NOON.date()).exists()


def test_once_nia_has_confirmed_her_address_the_import_stays() -> None:
    an_association()
    upload = brought(lines(NIA, BEN))
    people.prove_address(person=Person.objects.get(given_name="Nia"), at=NOON)
    assert "Nia Ferreday" in why_not_undo(upload)
    with pytest.raises(CannotRun):
        undone(upload)
    assert Person.objects.unmerged().count() == 2


def test_suppressions_holds_and_refusals_end_with_it() -> None:
    an_association()
    row = "Nia,Ferreday,nia@families.example,Yes,Yes,Yes"
    upload = brought(lines(row, header=CIVI))
    assert Suppression.objects.filter(ended_at=None).count() == Hold.objects.filter(ended_at=None).count() == 1
    undone(upload)
    assert not Suppression.objects.filter(ended_at=None).exists()
    assert not Hold.objects.filter(ended_at=None).exists()


def test_a_consent_that_the_file_ended_runs_again() -> None:
    an_association()
    nia = known("Nia")
    people.set_consents(person=nia, purposes=["newsletter"], at=NOON, by=nia)
    upload = brought(lines("Nia,Ferreday,nia@families.example,No,Yes,No", header=CIVI))
    assert not Consent.objects.filter(person=nia, withdrawn_at=None).exists()
    undone(upload)
    assert Consent.objects.filter(person=nia, withdrawn_at=None).exists()
