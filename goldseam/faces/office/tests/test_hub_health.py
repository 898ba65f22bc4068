from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldseam.core.repairs.models import Rupture
from goldseam.faces.office.health import healths
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

    page = at_the_desk(staff("office", given_name="Olive")).get("/office/hub-health/")
    told = {one.hub.slug: (one.members, one.moves.left, one.broken) for one in page.context["healths"]}
    assert (told["leeds"], told["wales"]) == ((3, 0, 0), (1, 1, 2))

    page = at_the_desk(staff("hublead", hub=leeds, given_name="Hattie")).get("/office/hub-health/")
    assert [one.hub.slug for one in page.context["healths"]] == ["leeds"]
    assert len(page.context["picture"].rows) == 12
    assert sum(numbers[0] for _month, numbers in page.context["picture"].rows) == 3
    assert "wales" not in page.content.decode().lower()
    assert "you have not said yes to that" in page.content.decode()


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
