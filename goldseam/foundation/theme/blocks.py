"""What an editor can place in the body of any page: a bowl, and the families' practice."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from goldseam.foundation.theme.templatetags.bowl import summary
from goldseam.foundation.theme.templatetags.practice import practice

MOST_CRACKS = 300


class BowlBlock(blocks.StructBlock):
    """A drawn bowl with so many cracks, some of them mended; the same block always shows the same bowl."""

    shape = blocks.ChoiceBlock(
        label=_("Shape"),
        choices=[("teabowl", _("Tea bowl")), ("dish", _("Dish")), ("cup", _("Cup"))],
        default="teabowl",
    )
    glaze = blocks.ChoiceBlock(
        label=_("Colour"),
        choices=[("clay", _("Red clay")), ("celadon", _("Sea green")), ("night", _("Night blue"))],
        default="clay",
    )
    cracks = blocks.IntegerBlock(label=_("Cracks"), min_value=0, max_value=MOST_CRACKS, default=7)
    mended = blocks.IntegerBlock(label=_("Of them mended"), min_value=0, max_value=MOST_CRACKS, default=6)
    caption = blocks.CharBlock(label=_("Words under it"), max_length=200, required=False)

    class Meta:
        icon = "image"
        template = "theme/blocks/bowl.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # In a draft both may still be empty.
        count = value["cracks"] or 0
        mended = min(value["mended"] or 0, count)
        entries = [{"id": f"block-{k}", "weight": 1 + k % 3, "mended": k < mended} for k in range(count)]
        return context | {"drawn": json.dumps(entries), "summary": summary(count, mended)}


class PracticeBlock(blocks.StaticBlock):
    """The practice itself, for parents and carers to use where they read. Once in a page."""

    class Meta:
        icon = "heart"
        label = _("Practice: notice and mend")
        admin_text = _("The families’ practice stands here. What parents note in it stays in their own browser.")
        template = "theme/practice.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | practice()
