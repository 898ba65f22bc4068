"""Bringing in articles at the office: the same road as for people, with a rule to confirm in the middle."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import Refused
from goldseam.core.desk.lists import Column
from goldseam.faces.importers import actions
from goldseam.faces.importers.articles.placing import BLOG, NEWS, OUT
from goldseam.faces.importers.articles.report import lost_pictures, rule_lines, sentences
from goldseam.faces.importers.models import Import
from goldseam.faces.importers.office import acts, screens
from goldseam.faces.importers.office.policy import ARTICLE_POLICY
from goldseam.foundation.uploads import MOST_BYTES, MOST_MB

WAYS = {BLOG: gettext_lazy("Blog"), NEWS: gettext_lazy("News"), OUT: gettext_lazy("Left out")}
SHOWN = 200


class ArticlesForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The export: XML of WordPress, or JSON of Ghost"),
        help_text=gettext_lazy("Nothing is brought in before you have seen what was read."),
    )
    pictures = forms.FileField(
        label=gettext_lazy("Its pictures, as a ZIP"),
        required=False,
        help_text=gettext_lazy(
            "The folder wp-content/uploads, or Ghost’s content/images; with the export at most 25 MB. "
            "A larger one can be fetched from the old site, or brought in on the server: goldseam import articles "
            "--pictures FOLDER."
        ),
    )
    fetches = forms.BooleanField(
        label=gettext_lazy("Fetch pictures that are not in the ZIP from the old site"), required=False
    )
    site = forms.URLField(
        label=gettext_lazy("Address of the old site"),
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text=gettext_lazy("Needed for Ghost, whose export does not hold it."),
    )

    def clean(self) -> Any:
        told = super().clean() or {}
        sent = [told[name] for name in ("file", "pictures") if told.get(name)]
        if sum(file.size for file in sent) > MOST_BYTES:
            words = _("These are more than %(most)s MB together. Please bring them in on the server, as said below.")
            self.add_error("pictures" if told.get("pictures") else "file", words % {"most": MOST_MB})
        return told


class RuleForm(forms.Form):
    """One question for each category; the fields are numbered, for a category may be called anything."""

    def __init__(self, *args: Any, lines: list[tuple[str, int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = [word for word, _count, _place in lines]
        for number, (word, count, place) in enumerate(lines):
            told = {"word": word or _("No category"), "count": count}
            self.fields[f"word{number}"] = forms.ChoiceField(
                label=_("%(word)s (articles: %(count)s)") % told,
                choices=list(WAYS.items()),
                initial=place,
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("Please choose one.")},
            )

    @property
    def rule(self) -> dict[str, str]:
        return {word: self.cleaned_data[f"word{number}"] for number, word in enumerate(self.words)}


class OfArticles:
    policy = ARTICLE_POLICY
    list_url_name = "articles:list"
    file_url_name = "articles:file"

    def path(self) -> Sequence[tuple[Any, str]]:
        above = [(_("Import articles"), reverse("articles:list"))]
        record: Import | None = getattr(self, "record", None)
        is_act = record and isinstance(self, acts.ImportAct)
        return [*above, (str(record), reverse("articles:file", args=[record.pk]))] if record and is_act else above


class ArticleList(screens.ImportList):
    policy = ARTICLE_POLICY
    page_title = gettext_lazy("Import articles")
    index_url_name = "articles:list"
    file_url_name = "articles:file"
    template_name = "importers/office/articles/list.html"
    columns = (*screens.ImportList.columns[:3], Column(
        gettext_lazy("Articles"), lambda upload: upload.counts.get("articles", ""), is_amount=True
    ))  # fmt: skip


class ArticleFile(OfArticles, screens.ImportFile):
    template_name = "importers/office/articles/file.html"

    def found(self) -> dict[str, Any]:
        upload = self.record
        return {
            "rule": [(word, count, WAYS[place]) for word, count, place in rule_lines(upload)],
            "notes": sentences(upload, most=SHOWN),
            "lost": lost_pictures(upload, most=SHOWN),
            "most": SHOWN,
        }


class HandIn(OfArticles, acts.HandIn):
    page_title = gettext_lazy("Hand in a file of articles")
    introduction = gettext_lazy(
        "WordPress: Tools, Export, Posts. Ghost: Settings, Import/Export, Export content. Articles become posts of the "
        "blog or news, with their authors, dates and pictures; drafts stay drafts, old addresses lead to the new ones."
    )
    form_class = ArticlesForm

    def success_url(self) -> str:
        return reverse("articles:file", args=[self.made.pk]) if self.made else reverse("articles:list")

    def receive(self, form: Any, at: datetime) -> Import:
        told = form.cleaned_data
        return actions.receive(
            filename=told["file"].name,
            content=told["file"],
            pictures=told["pictures"],
            choices={"site": told["site"], "fetches": told["fetches"]},
            kind=Import.Kind.ARTICLES,
            by=self.viewer,
            at=at,
        )


class SetRule(OfArticles, acts.ImportAct):
    page_title = gettext_lazy("What is blog, and what is news?")
    introduction = gettext_lazy(
        "By the categories they were filed under. An article in several goes to the news when one of them says so, and "
        "is left out when all of them do. Pictures and films stand in the blog only."
    )
    submit_label = gettext_lazy("So it is right")
    form_class = RuleForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"lines": rule_lines(self.record)}

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            actions.set_rule(upload=self.record, rule=form.rule)
        except Import.DoesNotExist as error:
            raise Refused(_("These articles have been brought in already.")) from error
        return _("The rule is kept.")


class BringIn(OfArticles, acts.BringIn):
    page_title = gettext_lazy("Bring these articles in")

    def sentences(self) -> list[str]:
        counts = self.record.counts
        return [
            _("Posts of the blog: %(blog)s. News: %(news)s. Left out: %(out)s.") % counts,
            _("Drafts among them, which nobody but editors sees: %(drafts)s.") % counts,
            _("Pictures: %(pictures)s. Not here, and left out of their articles: %(lost_pictures)s.") % counts,
            _("Old addresses lead to the new pages. All of it can be undone until somebody changes one of the pages."),
        ]


class Undo(OfArticles, acts.Undo):
    def sentences(self) -> list[str]:
        return [
            _("The pages that came with this file are deleted, with pictures and authors that came for them alone."),
            _("Their old addresses lead nowhere again. The history keeps that it was so."),
        ]


class Discard(OfArticles, acts.Discard):
    pass


class StopOrGoOn(OfArticles, acts.StopOrGoOn):
    pass
