"""From a plain dict to a PDF, by Typst. The dict is text and numbers only; nothing in it can become markup."""

import io
import json
import re
import threading
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import segno
import typst
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language

from goldseam.foundation.documents.words import words

TEMPLATES = Path(__file__).parent / "typst"
# Control characters draw nothing; a soft hyphen in a link stops Typst's tagging; a bidirectional override in a name
# would turn round the amount beside it.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u202a-\u202e\u2066-\u2069\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_one_at_a_time = threading.Lock()


@cache
def _compiler() -> typst.Compiler:
    """One for the process: reading the fonts takes longer than a receipt. System fonts would differ by machine."""
    return typst.Compiler(
        root=TEMPLATES, font_paths=typst.Fonts(include_system_fonts=False, font_paths=[TEMPLATES / "fonts"])
    )


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1) from `typst/<template>.typ` and its data, which the top of the template describes.

    `data["created_at"]` (aware) is its date of creation: the same data gives the same bytes. Dates are written out in
    the language in use. Raises typst.TypstError when the data lacks what the template needs.
    """
    created_at: datetime = data["created_at"]
    inputs = {
        "data": json.dumps(_plain({name: value for name, value in data.items() if name != "created_at"})),
        "words": json.dumps(words()),
        "lang": (get_language() or "en").partition("-")[0],
    }
    timestamp = int(created_at.timestamp())
    with _one_at_a_time:
        try:
            return _compile(template, inputs, timestamp, "ua-1")
        except typst.TypstError as error:
            # What people write may fall short of PDF/UA: an emoji that no font has is drawn as an empty box, a heading
            # may be blank. Such a paper is tagged all the same, but does not claim the standard.
            if not error.message.startswith("PDF/UA-1 error"):
                raise
            return _compile(template, inputs, timestamp, None)


def _compile(template: str, inputs: dict[str, str], timestamp: int, standard: Literal["ua-1"] | None) -> bytes:
    pdf = _compiler().compile(
        TEMPLATES / f"{template}.typ", format="pdf", sys_inputs=inputs, timestamp=timestamp, pdf_standards=standard
    )
    assert isinstance(pdf, bytes)
    return pdf


def _plain(value: Any) -> Any:
    if isinstance(value, str | Promise):
        return _LONE_SURROGATE.sub("\ufffd", _NOT_TEXT.sub("", str(value)))
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return date_format(value, "j F Y")
    if value is None or isinstance(value, bool | int):
        return value
    raise TypeError(f"{type(value).__name__} cannot stand in a document; give text, whole numbers or dates.")


def qr(text: str) -> str:
    """A QR code as SVG, in our ink, for a template to draw."""
    code = io.BytesIO()
    segno.make(text, error="m", micro=False).save(code, kind="svg", border=0, dark="#221f1a", xmldecl=False)
    return code.getvalue().decode()
