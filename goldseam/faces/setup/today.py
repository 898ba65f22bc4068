from typing import Any

from goldseam.faces.office import today
from goldseam.faces.setup.actions import OFFICE, is_open
from goldseam.faces.setup.checklist import before_opening
from goldseam.foundation import clock


class Today(today.Today):
    """The office's first screen; until the site is open, what is missing for that stands first."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = super().get_context_data(**kwargs)
        person: Any = self.request.user
        if person.has_role(OFFICE) and not is_open():
            page["needs"] = [before_opening(at=clock.now()), *page["needs"]]
            page["greeting"] = self._greeting(person, page["needs"])
        return page
