"""The addresses of a list: the list itself, what is kept of it, and its export."""

from django.urls import URLPattern, path

from goldseam.core.desk.keeping import ChangeKept, ChooseColumns, ForgetKept, KeepSearch
from goldseam.core.desk.lists import DeskList
from goldseam.core.desk.many import ExportMany


def paths_of(listed: type[DeskList]) -> list[URLPattern]:
    """Each address is open to whoever may see the list; they stand in the list's own namespace.

    What one keeps of a list, and the file one makes of it, are one's own: also of those who only read.
    """
    view, own = listed.policy.rule(), listed.policy.rule(is_own_business=True)
    return [
        path("", view(listed.as_view()), name="list"),
        path("results/", view(listed.as_view(results_only=True)), name="results"),
        path("columns/", own(ChooseColumns.as_view(list_class=listed)), name="columns"),
        path("export/", own.asking_again()(ExportMany.as_view(list_class=listed)), name="export"),
        path("kept/new/", own(KeepSearch.as_view(list_class=listed)), name="keep"),
        path("kept/<int:kept>/", own(ChangeKept.as_view(list_class=listed)), name="kept"),
        path("kept/<int:kept>/forget/", own(ForgetKept.as_view(list_class=listed)), name="forget"),
    ]
