"""Which gateways this installation offers."""

from importlib import import_module

from django.conf import settings

from goldseam.core.gateways.protocol import Gateway, GatewayAway
from goldseam.foundation.livecopy.actions import is_mute


class IsACopy(GatewayAway):
    """This installation is a copy, so nobody is asked to move money."""


def gateways() -> dict[str, Gateway]:
    """The gateways named in settings.GATEWAYS, in that order."""
    return {slug: gateway(slug) for slug in settings.GATEWAYS}


def gateway(slug: str) -> Gateway:
    """The gateway of that name. Raises LookupError when this installation does not offer it."""
    if slug not in settings.GATEWAYS:
        raise LookupError(slug)
    found: Gateway = import_module(f"goldseam.core.gateways.{slug}.gateway").GATEWAY
    return found


def gateway_to_move_money(slug: str) -> Gateway:
    """The gateway of that name, to charge or to refund by. Raises LookupError as `gateway`, IsACopy."""
    found = gateway(slug)
    if is_mute():
        raise IsACopy(slug)
    return found
