from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Image

from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, declare
from goldseam.subjects.publishing import models


def forget_portraits(authors: QuerySet[models.Author]) -> None:
    """Somebody's picture is theirs; the library deletes its files with it."""
    for picture in Image.objects.filter(pk__in=authors.order_by().exclude(portrait=None).values("portrait")):
        picture.delete()


declare(
    models.Author,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["name", "role", "biography"],
        erased=["biography"],
        technical=["slug"],
        files=["portrait_file"],
        before=forget_portraits,
        title=_("How you stand under what you wrote for us"),
        words={"role": _("Described as")},
        kept_because=_("Who wrote a published text stays named: Copyright, Designs and Patents Act 1988 s. 77."),
    ),
)
for page in (
    models.HomePage,
    models.StandardPage,
    models.BlogIndexPage,
    models.NewsIndexPage,
    models.HubIndexPage,
    models.BlogPost,
    models.NewsItem,
    models.HubPage,
):
    declare(page, NothingPersonal("Published texts."))
declare(models.PostTag, NothingPersonal("Which published text stands under which word."))
