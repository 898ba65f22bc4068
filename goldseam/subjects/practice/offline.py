"""What the practice needs when there is no connection, and the worker that keeps it.

https://www.w3.org/TR/service-workers/
"""

import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files

from django.conf import settings
from django.templatetags.static import static

# What style sheets point to, and no page names.
DRAWN = ("theme/seam-run.svg", "theme/seam-bend.svg", "theme/seam-gap.svg", "theme/seam-join.svg")


def worker(pages: Mapping[str, bytes], *, start: str) -> str:
    """The worker's script, which begins with what it keeps: `pages` by address, and what they name."""
    kept = sorted({*pages, *_assets(pages), *map(static, DRAWN)})
    digest = hashlib.sha256(b"".join(pages.values()) + "".join(kept).encode()).hexdigest()[:16]
    known = {"name": f"practice-{digest}", "start": start, "kept": kept}
    script = files("goldseam.subjects.practice").joinpath("static/practice/worker.js").read_text()
    return f"const KNOWN = {json.dumps(known)};\n{script}"


def _assets(pages: Mapping[str, bytes]) -> set[str]:
    """The static files that the pages name."""
    named = rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"]+)"'
    text = "".join(content.decode(errors="ignore") for content in pages.values())
    # In the manifest addresses stand in JSON.
    return {*re.findall(named, text), *re.findall(rf'"src": "({re.escape(settings.STATIC_URL)}[^"]+)"', text)}
