"""Static files as they are served: named by their content, ours without what only people read."""

import re
from collections.abc import Callable
from re import Match

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Ours only: the modules of libraries are written in ways that these patterns do not know.
_IMPORTS = [
    (
        r"""(?P<matched>import(?s:(?P<import>[\s\{].*?)\s*from\s*)['"](?P<url>\./.*?|\.\./.*?)["']\s*;)""",
        """import%(import)s from "%(url)s";""",
    ),
    (r"""(?P<matched>import\s*['"](?P<url>\./.*?|\.\./.*?)["']\s*;)""", """import "%(url)s";"""),
]
_COMMENT, _INDENT = r"(?m)^[ \t]*(?://.*|/\*\*(?s:.*?)\*/)\n", r"(?m)^[ \t]+|[ \t]+// .*$"
# Blanks round signs go where no text can stand. Those round + and - stay: a + +b is not a ++b.
_LINE_WITHOUT_TEXT, _SIGN = r"""(?m)^[^"'`\n]+$""", re.compile(r" ?([=<>?:,{}()*;&|/]+) ?")


def bare(module: str) -> str:
    """One of our modules without what only people read."""
    for pattern in (_COMMENT, _INDENT):
        module = re.sub(pattern, "", module)
    return re.sub(_LINE_WITHOUT_TEXT, _compact, module)


def _compact(line: Match[str]) -> str:
    return _SIGN.sub(r"\1", line[0])


_WRITERS: dict[str | None, Callable[[Match[str]], str]] = {"": lambda _match: "", "compact": _compact}
_FOR_PEOPLE = [(_COMMENT, ""), (_INDENT, ""), (_LINE_WITHOUT_TEXT, "compact")]


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Modules import each other by hashed name, too, so that a page never mixes those of two versions.

    Comments, indentation and blanks are left out of our modules: a third of their bytes. (So no text in them may hold
    " // ", and none may go over several lines.)
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("theme/*.js", (*_FOR_PEOPLE, *_IMPORTS)))
    # A module is named after the modules it imports: as many passes as imports can be deep.
    max_post_process_passes = 12

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[Match[str]], str]:
        """How one match is written; what is only for people is written as nothing."""
        if writer := _WRITERS.get(template):
            return writer
        converter: Callable[[Match[str]], str] = super().url_converter(name, hashed_files, template)
        return converter
