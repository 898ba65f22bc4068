from typing import Any

from allauth.account.adapter import get_adapter
from django import template
from django.template.context import Context

from goldseam.faces.portal.sign_in import has_second_factor
from goldseam.subjects.cpd.hours import figure, in_words

register = template.Library()
register.filter("hours", figure)
register.filter("in_hours", in_words)


@register.simple_tag(takes_context=True)
def second_factor(context: Context) -> dict[str, Any]:
    """Whether this session has passed its second step, and where to pass it."""
    request = context["request"]
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    return {
        "is_passed": has_second_factor(request),
        "ask_url": methods[0]["url"] if methods else "",
        "office_url": "/office/",
    }
