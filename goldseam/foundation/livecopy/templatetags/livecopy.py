from django import template

from goldseam.foundation.livecopy import actions

register = template.Library()


@register.inclusion_tag("livecopy/banner.html")
def mute_banner() -> dict[str, bool]:
    """Says that this is a copy; nothing on the live one."""
    return {"is_mute": actions.is_mute()}
