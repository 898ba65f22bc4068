"""Two who came twice, by another address each time: of one the office has put the records together, of the other it is
only noticed that they seem one.
"""

from datetime import datetime, time
from functools import partial

from goldseam.core.people import actions as people
from goldseam.core.people.merging.actions import merge
from goldseam.core.people.models import Consent, Person
from goldseam.core.people.ruptures import TWO_RECORDS
from goldseam.faces.demo.seed.lives import DAY, HOUR
from goldseam.faces.demo.seed.stage import Stage
from goldseam.subjects.cpd.actions import add_activity

TOGETHER, NOT_YET = ("Henrietta", "Swinburne-Oduya"), ("Caradoc", "Pellowe")
MET = 20


def plan_records(stage: Stage) -> None:
    """Put the stories of both on the agenda."""
    met = stage.telling.days_ago(MET, time(9, 40))
    for name in (TOGETHER, NOT_YET):
        stage.telling.plan(met, partial(_comes, stage, name, "home"))
    stage.telling.plan(met + 5 * DAY, partial(_comes, stage, TOGETHER, "work"))
    stage.look(TWO_RECORDS, met + 5 * DAY, HOUR)
    stage.telling.plan(met + 6 * DAY, partial(_are_put_together, stage))
    stage.look(TWO_RECORDS, met + 6 * DAY, HOUR)
    stage.telling.plan(met + 18 * DAY, partial(_comes, stage, NOT_YET, "work"))


def _address(name: tuple[str, str], place: str) -> str:
    return f"{name[0]}.{name[1]}@{place}.example".lower()


def _comes(stage: Stage, name: tuple[str, str], place: str, at: datetime) -> None:
    """Writes to the office and is entered, each time by the address at hand."""
    stage.catch_up()
    is_at_home = place == "home"
    person = people.meet(
        email=_address(name, place),
        given_name=name[0],
        family_name=name[1],
        at=at,
        by=stage.office,
        postcode_district="BD7",
        employer="" if is_at_home else "Aire Valley Family Centre",
        profession="Health visitor" if is_at_home else "",
    )
    people.prove_address(person=person, at=at + HOUR)
    purposes = ["newsletter", "hub"] if is_at_home else ["newsletter"]
    people.set_consents(person=person, purposes=purposes, at=at, by=person, where=Consent.Where.OFFICE)
    title = "Reading group on sleep" if is_at_home else "Team day in Keighley"
    add_activity(person=person, title=title, on=at.date(), minutes=90, reflection="", at=at)


def _are_put_together(stage: Stage, at: datetime) -> None:
    stage.catch_up()
    kept, merged = (Person.objects.get(email=_address(TOGETHER, place)) for place in ("home", "work"))
    why = "Told us on the phone that both addresses are hers."
    merge(kept=kept, merged=merged, choices={}, why=why, at=at, by=stage.office)
