"""Films kept by others. Everything about one is read from its address; nobody is asked over the network."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_YOUTUBE_HOSTS = {"youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com"}
_VIMEO_HOSTS = {"vimeo.com", "player.vimeo.com"}
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_VIMEO_ID = re.compile(r"[0-9]{6,12}")
_VIMEO_KEY = re.compile(r"[0-9a-f]{8,16}")
_START = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?")


class NotAFilm(ValueError):
    """The address is not one of a film at YouTube or Vimeo."""


@dataclass(frozen=True)
class Film:
    """One film: who keeps it, where it plays without cookies before it plays, and where it can be watched."""

    provider: str
    id: str
    player_url: str
    watch_url: str


def film(address: str) -> Film:
    """Read the address of a film at YouTube or Vimeo, with the second it starts at. Raises NotAFilm."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError as error:
        raise NotAFilm(address) from error
    if parts.scheme in ("http", "https") and host in _YOUTUBE_HOSTS:
        return _youtube(parts.path, parse_qs(parts.query))
    if parts.scheme in ("http", "https") and host in _VIMEO_HOSTS:
        return _vimeo(parts.path, parse_qs(parts.query), parts.fragment)
    raise NotAFilm(address)


def _youtube(path: str, query: dict[str, list[str]]) -> Film:
    last = path.rstrip("/").rpartition("/")[2]
    found = query.get("v", [last])[0]
    if not _YOUTUBE_ID.fullmatch(found):
        raise NotAFilm(path)
    seconds = _seconds(query.get("t", query.get("start", [""]))[0])
    return Film(
        "YouTube",
        found,
        f"https://www.youtube-nocookie.com/embed/{found}?rel=0{f'&start={seconds}' if seconds else ''}",
        f"https://www.youtube.com/watch?v={found}{f'&t={seconds}s' if seconds else ''}",
    )


def _vimeo(path: str, query: dict[str, list[str]], fragment: str) -> Film:
    names = [name for name in path.split("/") if name]
    found = next((name for name in names if _VIMEO_ID.fullmatch(name)), None)
    if found is None:
        raise NotAFilm(path)
    # A film that is not listed has a second part to its address, without which it does not play.
    following = names[names.index(found) + 1 :][:1]
    key = next((name for name in [*query.get("h", []), *following] if _VIMEO_KEY.fullmatch(name)), "")
    seconds = _seconds(parse_qs(fragment).get("t", query.get("t", [""]))[0])
    start = f"#t={seconds}s" if seconds else ""
    return Film(
        "Vimeo",
        found,
        f"https://player.vimeo.com/video/{found}?dnt=1{f'&h={key}' if key else ''}{start}",
        f"https://vimeo.com/{found}{f'/{key}' if key else ''}{start}",
    )


def _seconds(text: str) -> int:
    """`90`, `90s` and `1m30s` → 90; anything else → 0."""
    match = _START.fullmatch(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
