"""What the body of a page is made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from goldseam.foundation.theme.blocks import BowlBlock, PracticeBlock
from goldseam.subjects.publishing.films import NotAFilm, film

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
LINE = ["bold", "italic", "link"]


class QuoteBlock(blocks.StructBlock):
    """Words that stand out, and whose they are."""

    words = blocks.TextBlock(label=_("Words"), max_length=400)
    whose = blocks.CharBlock(label=_("Whose words"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        template = "publishing/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    """A picture, with words for those who do not see it."""

    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        template = "publishing/blocks/picture.html"


def check_film(address: str) -> None:
    """Raises ValidationError for an address that we cannot show a film from."""
    try:
        film(address)
    except NotAFilm as error:
        raise ValidationError(_("This is not the address of a film at YouTube or Vimeo.")) from error


class FilmBlock(blocks.StructBlock):
    """A film at YouTube or Vimeo. Nothing is fetched from there before a visitor presses."""

    address = blocks.URLBlock(
        label=_("Address"),
        max_length=200,
        validators=[check_film],
        help_text=_("As the browser shows it; add ?t=90 to begin after ninety seconds."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    length = blocks.CharBlock(label=_("Length"), max_length=40, required=False, help_text=_("Such as: 18 minutes"))
    transcript = blocks.PageChooserBlock(label=_("Transcript"), required=False)

    class Meta:
        icon = "media"
        template = "publishing/blocks/film.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # A draft may be kept, and looked at, before everything in it is filled in.
        if not value["address"]:
            return context | {"film": None}
        found = film(value["address"])
        transcript = value["transcript"]
        context["film"] = {
            "id": found.id,
            "title": value["title"],
            "length": value["length"],
            "provider": found.provider,
            "player_url": found.player_url,
            "watch_url": found.watch_url,
            "transcript_url": transcript.specific.address if transcript and transcript.live else "",
        }
        return context


class ReferencesBlock(blocks.ListBlock):
    """The works a text rests on; `[1]` in the text becomes a link to the first of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(blocks.RichTextBlock(features=LINE, label=_("Reference")), **kwargs)

    class Meta:
        icon = "list-ol"
        template = "publishing/blocks/references.html"


class Body(blocks.StreamBlock):
    """The running text of a page."""

    prose = blocks.RichTextBlock(label=_("Text"), features=PROSE, template="publishing/blocks/prose.html")
    quote = QuoteBlock(label=_("Words that stand out"))
    picture = PictureBlock(label=_("Picture"))
    film = FilmBlock(label=_("Film"))
    bowl = BowlBlock(label=_("Bowl"))
    practice = PracticeBlock()
    references = ReferencesBlock(label=_("References"))

    class Meta:
        block_counts = {"references": {"max_num": 1}, "practice": {"max_num": 1}}


class Parts(blocks.StreamBlock):
    """What the association does, in a few parts on the first page."""

    part = blocks.StructBlock(
        [
            ("heading", blocks.CharBlock(label=_("Heading"), max_length=60)),
            ("words", blocks.TextBlock(label=_("Words"), max_length=300)),
        ],
        label=_("Part"),
        icon="pilcrow",
    )
