"""Which gateways this installation offers."""

from importlib import import_module

from django.conf import settings

from goldseam.core.gateways.protocol import Gateway, GatewayAway
from goldseam.foundation.livecopy.actions import is_mute


class IsACopy(GatewayAway):
    """This installation is a copy, so nobody is asked to move money."""


class NotOffered(GatewayAway, LookupError):
    """This installation does not offer the gateway, or not any more: what was begun with it waits."""


def gateways() -> dict[str, Gateway]:
    """The gateways named in settings.GATEWAYS, in that order."""
    return {slug: gateway(slug) for slug in settings.GATEWAYS}


def gateway(slug: str) -> Gateway:
    """The gateway of that name. Raises NotOffered."""
    if slug not in settings.GATEWAYS:
        raise NotOffered(slug)
    found: Gateway = import_module(f"goldseam.core.gateways.{slug}.gateway").GATEWAY
    return found


def way_words(slug: str) -> str:
    """What a way of paying is called; its slug when this installation no longer offers it."""
    try:
        return str(gateway(slug).label)
    except NotOffered:
        return slug


def sending_back() -> list[str]:
    """The gateways that make refunds by themselves; the others are made at the bank by hand."""
    return [slug for slug in settings.GATEWAYS if slug != "transfer"]


def gateway_to_move_money(slug: str) -> Gateway:
    """The gateway of that name, to charge or to refund by. Raises NotOffered, IsACopy."""
    found = gateway(slug)
    if is_mute():
        raise IsACopy(slug)
    return found
