"""What a list shows right now, as one small thing that exports, deeds on many rows and letters all take.

It says which rows are meant, it does not hold them: whoever works with it is given the rows that the policy of the list
shows `viewer` at that moment. A selection that has been through a form, an address or a table can therefore be believed
as little as any other input, and does no harm.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, QueryDict
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldseam.core.desk.lists import DeskList
from goldseam.core.people.models import Person

MOST_TICKED = 500
LONGEST = 20_000
LIST_NAME = re.compile(r"[a-z_]{1,40}:[a-z_]{1,40}", re.ASCII)
KEY = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
# What a list's form says besides the list's question.
OF_THE_FORM = ("list", "row", "all")


class Unselectable(Exception):
    """It names no rows; the message says why, for the office."""


@dataclass(frozen=True)
class Selection:
    """`list_name` is the URL name of the list, `question` its search and filters as they stand in its address.

    `keys` are the rows that were ticked; None means all that the list finds.
    """

    list_name: str
    viewer: Any
    question: str = ""
    keys: tuple[int, ...] | None = None

    @classmethod
    def asked(cls, told: QueryDict, *, viewer: Any) -> "Selection":
        """What a list's own form says, or the field `of` of a form that follows it. Raises Unselectable."""
        if "of" in told:
            return cls.read(told.get("of", ""), viewer=viewer)
        list_name, rows = told.get("list", ""), told.getlist("row")
        list_of(list_name)
        if "all" in told:
            return cls(list_name, viewer, _question(told))
        if not rows:
            raise Unselectable(_("Nothing was ticked. Tick some rows first, or choose all that were found."))
        if len(rows) > MOST_TICKED or not all(KEY.fullmatch(row) for row in rows):
            raise Unselectable(_("These rows cannot be read. Please tick them again."))
        return cls(list_name, viewer, keys=tuple(dict.fromkeys(int(row) for row in rows)))

    @classmethod
    def read(cls, text: str, *, viewer: Any) -> "Selection":
        """The reverse of `text`, for whoever looks now. Raises Unselectable."""
        try:
            list_name, question, keys = json.loads(text[:LONGEST])
            kept = None if keys is None else tuple(int(key) for key in keys)
            list_of(str(list_name))
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise Unselectable(_("These rows cannot be read. Please choose them again.")) from error
        if kept is not None and (len(kept) > MOST_TICKED or any(not 0 < key < 2**63 for key in kept)):
            raise Unselectable(_("These rows cannot be read. Please choose them again."))
        return cls(str(list_name), viewer, str(question), kept)

    @property
    def text(self) -> str:
        """The selection as text, for a hidden field or a column; who looks is not part of it."""
        return json.dumps([self.list_name, self.question, self.keys], separators=(",", ":"))

    @cached_property
    def view(self) -> DeskList:
        """The list as `viewer` sees it with this question. Raises Unselectable."""
        view = list_of(self.list_name)()
        request = HttpRequest()
        request.method, request.user, request.GET = "GET", self.viewer, QueryDict(self.question)
        view.setup(request)
        if not view.policy.user_has_permission(self.viewer, "view"):
            raise Unselectable(_("This list is not open to you any more."))
        if view.is_misread:
            # Left out, a filter that cannot be read would widen the list to everybody.
            raise Unselectable(_("The filters of this list cannot be read. Please choose them again."))
        return view

    def rows(self) -> models.QuerySet[Any]:
        """The rows, in the order of the list. Raises Unselectable."""
        rows: models.QuerySet[Any] = self.view.get_queryset()
        return rows if self.keys is None else rows.filter(pk__in=self.keys)

    def count(self) -> int:
        return self.rows().count()

    def people(self) -> models.QuerySet[Person]:
        """The people whom the rows are about, each once, in no order. Raises Unselectable."""
        path = self.view.people_path
        if not path:
            raise Unselectable(_("This list is not one of people."))
        keys = self.rows().order_by().values(path)
        everybody: models.QuerySet[Person] = Person.objects.unmerged()
        return everybody.filter(pk__in=keys)

    def words(self) -> str:
        """What is selected, for a sentence: `12 people`, `340 people (Hub: Yorkshire)`."""
        return f"{self.count_words()} ({asked})" if (asked := self.view.question_words()) else self.count_words()

    def count_words(self) -> str:
        count = self.count()
        told = {"count": count, "one": self.view.verbose_name, "many": self.view.verbose_name_plural}
        return ngettext("%(count)s %(one)s", "%(count)s %(many)s", count) % told

    @property
    def back_url(self) -> str:
        """The address of the list with this question."""
        return f"{reverse(self.list_name)}?{self.question}" if self.question else reverse(self.list_name)


def _question(told: QueryDict) -> str:
    kept = told.copy()
    for name in OF_THE_FORM:
        kept.pop(name, None)
    return kept.urlencode()


def list_of(name: str) -> type[DeskList]:
    """The list that stands at a URL name. Raises Unselectable when there is none."""
    try:
        found = resolve(reverse(name)).func if LIST_NAME.fullmatch(name) else None
    except (NoReverseMatch, Http404, ObjectDoesNotExist):
        found = None
    view = getattr(found, "view_class", None)
    if not (isinstance(view, type) and issubclass(view, DeskList)):
        raise Unselectable(_("There is no such list."))
    return view
