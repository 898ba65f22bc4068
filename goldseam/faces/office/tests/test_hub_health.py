from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldseam.core.repairs.models import Rupture
from goldseam.faces.office.health import by_month, healths
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, members, staff, today_is
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import an_association

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


def test_the_office_reads_all_hubs_side_by_side_and_a_lead_the_own_month_by_month() -> None:
    leeds, wales = a_hub("leeds"), a_hub("wales")
    members(3, hub=leeds)
    members(2, hub=wales, begin=50)
    gone = Term.objects.filter(membership__person__hub=wales).first()
    assert gone
    person = gone.membership.person
    day = NOON.date()
    Term.objects.filter(pk=gone.pk).update(starts_on=day - timedelta(days=40), cut_short_on=day - timedelta(days=30))
    for_all = {"since": NOON, "noticed_at": NOON}
    Rupture.objects.create(kind="hub_without_lead", subject=f"people.hub:{wales.pk}", **for_all)
    Rupture.objects.create(kind="payment_failed", subject="x:1", person=person, **for_all)

    olive, hattie = staff("office", given_name="Olive"), staff("hublead", hub=leeds, given_name="Hattie")

    told = {one.hub.slug: (one.members, one.moves.left, one.broken) for one in healths(olive, at=NOON)}
    assert (told["leeds"], told["wales"]) == ((3, 0, 0), (1, 1, 2))
    page = at_the_desk(olive).get("/office/hub-health/").content.decode()
    assert '<th scope="row">Leeds</th><td>3</td><td>0</td>' in page
    assert '<th scope="row">Wales</th><td>1</td><td>2</td>' in page

    assert [one.hub.slug for one in healths(hattie, at=NOON)] == ["leeds"]
    picture = by_month(hattie, at=NOON)
    assert len(picture.rows) == 12
    assert sum(numbers[0] for _month, numbers in picture.rows) == 3
    page = at_the_desk(hattie).get("/office/hub-health/").content.decode()
    assert "wales" not in page.lower()
    assert "you have not said yes to that" in page


def test_many_hubs_cost_no_more_questions_than_one() -> None:
    olive = staff("office", given_name="Olive")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            healths(olive, at=NOON)
        return len(queries)

    members(1, hub=a_hub("leeds"))
    asked()
    few = asked()
    for number in range(8):
        members(2, hub=a_hub(f"hub{number}"), begin=100 + 10 * number)
    assert asked() == few <= 7
