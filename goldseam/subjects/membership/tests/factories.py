"""What the tests of memberships begin with."""

from datetime import date
from typing import Any

from goldseam.core.ledger.actions import ensure_accounts
from goldseam.core.people.models import Association, Hub
from goldseam.subjects.membership.models import Plan


def an_association(**details: Any) -> Association:
    """An association with a bank account, a hub in Yorkshire and its ledger accounts."""
    ensure_accounts()
    Hub.objects.get_or_create(
        slug="yorkshire", defaults={"name": "Yorkshire and the North", "postcode_areas": ["LS", "BD", "YO"]}
    )
    known = {
        "name": "Association for Infant Mental Health",
        "email": "office@aimh.example",
        "bank_sort_code": "20-00-00",
    }
    return Association.objects.get_or_create(pk=1, defaults=known | details)[0]


def a_plan(**details: Any) -> Plan:
    """The plan of qualified professionals, £75 a year."""
    known = {
        "name": "Qualified Professional",
        "for_whom": "You work with babies and their families.",
        "price_pence": 7500,
    }
    return Plan.objects.get_or_create(slug=details.pop("slug", "qualified"), defaults=known | details)[0]


def a_student_plan(**details: Any) -> Plan:
    """The plan of students, £30 a year, for whoever shows it; that of qualified professionals follows."""
    known = {
        "name": "Student",
        "for_whom": "You are studying for work with babies, children or families.",
        "price_pence": 3000,
        "evidence_from": date(2020, 1, 1),
        "evidence_domains": [".ac.uk"],
        "afterwards": a_plan(),
    }
    return Plan.objects.get_or_create(slug="student", defaults=known | details)[0]


def join_form(**changes: Any) -> dict[str, Any]:
    """What Nia types when she joins."""
    typed = {
        "given_name": "Nia",
        "family_name": "Ferreday",
        "email": "nia@families.example",
        "profession": "Health visitor",
        "employer": "",
        "postcode": "LS6 2AB",
        "hub": "",
        "agree": "on",
    }
    return {name: value for name, value in (typed | changes).items() if value is not None}
