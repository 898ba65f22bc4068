"""The addresses of a list: the list itself, what is kept of it, and its export."""

from django.urls import URLPattern, path

from goldseam.core.desk.keeping import ChangeKept, ChooseColumns, ForgetKept, KeepSearch
from goldseam.core.desk.lists import DeskList
from goldseam.core.desk.many import ExportMany


def paths_of(listed: type[DeskList]) -> list[URLPattern]:
    """Each address is open to whoever may see the list; they stand in the list's own namespace."""
    view = listed.policy.rule()
    return [
        path("", view(listed.as_view()), name="list"),
        path("results/", view(listed.as_view(results_only=True)), name="results"),
        path("columns/", view(ChooseColumns.as_view(list_class=listed)), name="columns"),
        path("export/", view(ExportMany.as_view(list_class=listed)), name="export"),
        path("kept/new/", view(KeepSearch.as_view(list_class=listed)), name="keep"),
        path("kept/<int:kept>/", view(ChangeKept.as_view(list_class=listed)), name="kept"),
        path("kept/<int:kept>/forget/", view(ForgetKept.as_view(list_class=listed)), name="forget"),
    ]
