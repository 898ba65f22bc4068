"""What an editor fills in beside the text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from goldseam.foundation import clock
from goldseam.foundation.contracts import teasers


def things() -> list[tuple[str, Any]]:
    """What a news item can point to, grouped by kind."""
    at = clock.now()
    groups = [
        (str(teaser.label), [(f"{kind}:{key}", title) for key, title in teaser.choices(at=at)])
        for kind, teaser in teasers.items()
    ]
    return [("", _("Nothing")), *[group for group in groups if group[1]]]


class NewsForm(WagtailAdminPageForm):
    points_to = forms.ChoiceField(
        label=_("Points to"),
        choices=things,
        required=False,
        help_text=_("A real thing whose state is shown beside the item: a price, a version, the days left."),
    )
