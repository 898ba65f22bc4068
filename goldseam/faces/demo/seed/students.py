"""What the students of the demo have shown: most an address, two a paper that waits, a few nothing yet."""

from datetime import date, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from goldseam.core.people.models import Person
from goldseam.faces.demo.seed.stage import Stage
from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.actions import amend_plan
from goldseam.subjects.membership.evidence.deeds import confirm_address, hand_in
from goldseam.subjects.membership.evidence.links import Proof
from goldseam.subjects.membership.models import Plan, Term

DAY = timedelta(days=1)
UNIVERSITY = "students.lantern.example"
# How long ago the papers that still wait came in, by place in the row of students: one of them waits too long.
WAITING = {0: 9 * DAY, 2: 2 * DAY}
SILENT = {1, 3, 4}


def show_studies(stage: Stage) -> None:
    """Let the student plan ask for evidence, and tell what has come of it."""
    at = stage.telling.end
    plan = Plan.objects.get(slug="student")
    asks = {
        "evidence_from": date(2020, 1, 1),
        "evidence_domains": [".ac.uk", UNIVERSITY],
        "afterwards": Plan.objects.get(slug="qualified-professional"),
    }
    amend_plan(plan=plan, details=asks, at=at, by=stage.office)
    running = Term.objects.current(on=local_date(at)).filter(plan=plan).select_related("membership__person")
    for number, term in enumerate(running.order_by("pk")):
        _shows(stage, term, number)


def _shows(stage: Stage, term: Term, number: int) -> None:
    at, person = stage.telling.end, term.membership.person
    if number in WAITING:
        photograph = ContentFile(_a_photograph(), "student-card.png")
        hand_in(person=person, file=photograph, studies_end_on=term.ends_on + 300 * DAY, at=at - WAITING[number])
    elif number not in SILENT:
        finishes_on = term.ends_on + (-40 if number % 5 == 2 else 700) * DAY
        shown_at = stage.telling.some_time(term.starts_on + 3 * DAY)
        proof = Proof(person, _address(person), finishes_on, min(shown_at, at))
        confirm_address(proof=proof, at=proof.asked_at)


def _address(person: Person) -> str:
    return f"s{person.pk:06d}@{UNIVERSITY}"


def _a_photograph() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (320, 200), "#1c4e5a").save(drawn, "PNG")
    return drawn.getvalue()
