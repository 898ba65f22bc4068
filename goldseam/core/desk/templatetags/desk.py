from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html

from goldseam.core.desk.finding import file_url
from goldseam.foundation.money import exact
from goldseam.foundation.timeline.record import sentence

register = template.Library()


@register.simple_tag(takes_context=True)
def file_of(context: Context, record: Any, label: str = "") -> str:
    """The name of a record, as a link when whoever looks may open its file; nothing when there is no record."""
    if record is None:
        return label
    url = file_url(record, viewer=context["request"].user)
    return format_html('<a href="{}">{}</a>', url, label or record) if url else label or str(record)


@register.filter
def office_sentence(fact: Any) -> str:
    """What a fact says to the office."""
    return sentence(fact, audience="office")


@register.filter
def credit(pence: int) -> str:
    """A negative posting as it stands in the credit column: without its sign."""
    return exact(-pence)
