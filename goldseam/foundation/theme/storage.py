"""Static files as they are served: named by their content, ours without what only people read."""

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
_FOR_PEOPLE = [(r"(?m)^[ \t]*(?://.*|/\*\*(?s:.*?)\*/)\n", ""), (r"(?m)^[ \t]+|[ \t]+// .*$", "")]


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Modules import each other by hashed name, too, so that a page never mixes those of two versions.

    Comments and indentation are left out of our modules: a fifth of their bytes. (So no text in them may hold " // ".)
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("theme/*.js", (*_FOR_PEOPLE, *_IMPORTS)))
    # A module is named after the modules it imports: as many passes as imports can be deep.
    max_post_process_passes = 12

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[Match[str]], str]:
        """How one match is written; what is only for people is written as nothing."""
        if template == "":
            return lambda _match: ""
        converter: Callable[[Match[str]], str] = super().url_converter(name, hashed_files, template)
        return converter
