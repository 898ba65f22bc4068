from datetime import UTC, datetime

from django.utils.translation import gettext as _

from goldseam.core.people.models import Association, Person
from goldseam.foundation import clock, documents
from goldseam.foundation.documents import Document, typeset
from goldseam.subjects.cpd.hours import figure
from goldseam.subjects.cpd.models import Activity
from goldseam.subjects.membership.actions import current_term


def cpd_record(key: str) -> Document:
    """The record of learning of a person in a calendar year: `<person>-<year>`."""
    pk, _dash, year = key.partition("-")
    person = Person.objects.get(pk=pk)
    activities = Activity.objects.kept().filter(person=person).in_year(int(year)).order_by("on", "id")
    today = clock.local_date(clock.now())
    term = current_term(person, on=today)
    association = Association.get()
    data = {
        "created_at": datetime(today.year, today.month, today.day, 12, tzinfo=UTC),
        "association": {"name": association.name, "address": association.address.splitlines()},
        "name": person.full_name,
        "plan": term.plan.name if term else None,
        "number": str(term.membership.number) if term else None,
        "period": _("1 January to 31 December %(year)s") % {"year": year},
        "rows": [
            {"what": row.title, "when": row.on, "hours": figure(row.minutes), "note": row.reflection}
            for row in activities
        ],
        "total": figure(activities.minutes()),
        "drawn_up": today,
    }
    return Document(f"{_('learning-record')}-{year}.pdf", "application/pdf", typeset("cpd", data))


documents.register("cpd.record", cpd_record)
