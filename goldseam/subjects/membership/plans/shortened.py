"""Whom a fixed year meets: those whose next term is shorter than a year."""

from datetime import date, timedelta

from goldseam.subjects.membership.models import Plan, Term, may_go_on

YEARS = 10


def shortened(plan: Plan, *, on: date) -> int:
    """How many members of the plan have a last term that does not end with its fixed year: the next one begins
    part-way.
    """
    year = plan.fixed_year
    if year is None:
        return 0
    ends = [year.last_on(on)]
    for _number in range(YEARS):
        ends.append(year.last_on(ends[-1] + timedelta(days=1)))
    last = Term.objects.filter(may_go_on(), plan=plan, ends_on__gte=on)
    return last.exclude(ends_on__in=ends).count()
