from typing import Any

from django.db import models

from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import PAGES
from goldseam.faces.importers.models import Import


class KindPolicy(DeskPolicy):
    """Files of one kind only: whoever brings in articles does not see files of people."""

    def __init__(self, kind: str, roles: tuple[str, ...]) -> None:
        super().__init__(Import, dict.fromkeys(("view", "add", "change"), roles))
        self.kind = kind

    def rows(self, person: Any) -> models.QuerySet[Any]:
        return super().rows(person).filter(kind=self.kind)


IMPORT_POLICY = KindPolicy(Import.Kind.PEOPLE, ("office",))
ARTICLE_POLICY = KindPolicy(Import.Kind.ARTICLES, PAGES)
