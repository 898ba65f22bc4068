"""Drawing the people of the story."""

from dataclasses import dataclass
from typing import Any

from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.models import Hub
from goldseam.faces.demo.seed import names
from goldseam.faces.demo.seed.places import HUBS
from goldseam.faces.demo.seed.telling import Telling
from goldseam.subjects.membership.actions import Applicant

PLANS = {"qualified-professional": 70, "student": 18, "friend": 12}
HUB_SHARES = [14, 30, 22, 13, 21]
CONSENT_SHARES = {"newsletter": 0.62, "hub": 0.48, "research": 0.18}


@dataclass
class Somebody:
    """Who is going to join, and as what."""

    applicant: Applicant
    plan: str


class Crowd:
    """Gives new people until the names run out; no two share an address."""

    def __init__(self, telling: Telling) -> None:
        self.random = telling.random
        self.hubs = {hub.slug: hub for hub in Hub.objects.all()}
        self._taken: set[str] = set()

    def draw(self, *, plan: str = "", domain: str = "", **details: Any) -> Somebody:
        """One more person; `domain` for an address of a certain kind."""
        given_name, family_name = self._name()
        plan = plan or self.random.choices(list(PLANS), list(PLANS.values()))[0]
        profession, employer = self._work(plan)
        hub, district = self._place()
        email = f"{given_name}.{family_name}@{domain or self.random.choice(names.DOMAINS)}".lower()
        known: dict[str, Any] = {
            "given_name": given_name,
            "family_name": family_name,
            "email": email,
            "profession": profession,
            "employer": employer,
            "postcode_district": district,
            "hub": hub,
            "consents": [name for name in PURPOSES if self.random.random() < CONSENT_SHARES.get(name, 0)],
        }
        return Somebody(Applicant(**known | details), plan)

    def _name(self) -> tuple[str, str]:
        while True:
            pair = self.random.choice(names.GIVEN), self.random.choice(names.FAMILY)
            if " ".join(pair) not in self._taken:
                self._taken.add(" ".join(pair))
                return pair

    def _work(self, plan: str) -> tuple[str, str]:
        if plan == "student":
            return "Student", self.random.choice(names.UNIVERSITIES)
        if plan == "friend":
            return "", ""
        profession, _share, employers = self.random.choices(names.WORK, [share for _, share, _ in names.WORK])[0]
        return profession, self.random.choice(employers)

    def _place(self) -> tuple[Hub, str]:
        place = self.random.choices(HUBS, HUB_SHARES)[0]
        return self.hubs[place.slug], f"{self.random.choice(place.areas.split()[:8])}{self.random.randint(1, 19)}"
