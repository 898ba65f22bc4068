"""Which gateways this installation offers."""

from importlib import import_module

from django.conf import settings

from goldseam.core.gateways.protocol import Gateway


def gateways() -> dict[str, Gateway]:
    """The gateways named in settings.GATEWAYS, in that order."""
    return {slug: gateway(slug) for slug in settings.GATEWAYS}


def gateway(slug: str) -> Gateway:
    """The gateway of that name. Raises LookupError when this installation does not offer it."""
    if slug not in settings.GATEWAYS:
        raise LookupError(slug)
    found: Gateway = import_module(f"goldseam.core.gateways.{slug}.gateway").GATEWAY
    return found
