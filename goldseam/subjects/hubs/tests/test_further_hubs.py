from datetime import timedelta

import pytest

from goldseam.core.people.models import Person
from goldseam.foundation.timeline.record import facts_of, sentence
from goldseam.subjects.hubs.actions import choose_hubs
from goldseam.subjects.hubs.finding import seen, shown
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.hubs.tests.factories import NOON, a_hub, a_member, found_by

pytestmark = pytest.mark.django_db


def test_ada_has_one_home_and_further_hubs_and_her_history_says_so() -> None:
    ada, fife, wales, midlands = a_member(), a_hub(), a_hub("South Wales"), a_hub("Midlands")
    choose_hubs(person=ada, home=fife, further=[wales, fife], at=NOON)
    choose_hubs(person=ada, home=fife, further=[wales], at=NOON)
    choose_hubs(person=ada, home=midlands, further=[], at=NOON + timedelta(hours=1))
    assert Person.objects.get(pk=ada.pk).hub == midlands
    assert not ada.further_hubs.exists()
    said = {sentence(fact, audience="member") for fact in facts_of(ada)}
    assert {
        "You chose South Wales as a further hub",
        "You moved to the hub Midlands",
        "South Wales is no longer a further hub of yours",
    } <= said


def test_who_shows_her_hubs_is_found_under_each_of_them() -> None:
    ada, wales = a_member(), a_hub("South Wales")
    choose_hubs(person=ada, home=a_hub(), further=[wales], at=NOON)
    found_by(ada)
    assert not seen(to_members=False, at=NOON).of_hub(wales).exists()
    assert shown(seen(to_members=False, at=NOON))[0].place == ""
    found_by(ada, shows=["hub"])
    assert [entry.person for entry in Entry.objects.of_hub(wales)] == [ada]
    assert shown(seen(to_members=False, at=NOON))[0].place == "Fife and the East, South Wales"
