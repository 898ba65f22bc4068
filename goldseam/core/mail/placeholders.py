"""The gaps of a standard letter, `{given_name}`, and what is written into them."""

import re
from collections.abc import Iterable, Mapping

GAP = re.compile(r"\{([^{}\n]*)\}")


def gaps(*texts: str) -> list[str]:
    """The names in curly brackets, each once, in the order in which they stand."""
    return list(dict.fromkeys(name.strip() for text in texts for name in GAP.findall(text)))


def unknown(texts: Iterable[str], known: Iterable[str]) -> list[str]:
    """The gaps that nobody could fill."""
    names = set(known)
    return [name for name in gaps(*texts) if name not in names]


def fill(text: str, words: Mapping[str, str]) -> str:
    """Write the words into the gaps, each on one line. What they contain is not looked at again."""
    return GAP.sub(lambda match: " ".join(words[match[1].strip()].split()), text)
