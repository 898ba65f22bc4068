"""Every address there is, as the gate sees it: for whoever has to know all of them."""

from collections.abc import Iterator

from django.urls import ResolverMatch, URLPattern, URLResolver, get_resolver


def addresses(
    resolver: URLResolver | None = None, route: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[ResolverMatch]:
    """All patterns, those of included files too, in the shape in which the gate sees them."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = f"{route}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from addresses(entry, here, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            yield ResolverMatch(entry.callback, (), {}, url_name=entry.name, namespaces=list(spaces), route=here)
