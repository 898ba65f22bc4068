"""The code on the card of a gift: eighty bits, in letters and digits that nobody confuses when typing them by hand.

The database keeps a hash, by which a typed code is found, and the code itself sealed, so that the giver can print the
card. Without the secret key neither opens a gift; with another key cards in people's hands still do.
"""

import hashlib
import secrets

from goldseam.foundation.sealing import seal, unseal

# Douglas Crockford's base 32: without I, L, O and U.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4
PURPOSE = "gifts.code"
_READ_AS = str.maketrans("ILO", "110")


def new_code() -> str:
    """A code that nobody can guess: 32 to the power of 16 are 2 to the power of 80."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """A code as it was typed from a card, with whatever spaces, dashes and look-alikes; '' when it is none."""
    told = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_READ_AS)
    return told if len(told) == LENGTH and all(letter in LETTERS for letter in told) else ""


def in_groups(code: str) -> str:
    """`7K3M-…`: as it stands on the card."""
    return "-".join(code[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def hash_of(code: str) -> str:
    """By what a code is found. It has eighty bits of chance, so trying them all is out of reach without any salt."""
    return hashlib.sha256(code.encode()).hexdigest()


def sealed(code: str) -> str:
    return seal(code, purpose=PURPOSE)


def opened(sealed_code: str) -> str | None:
    """The code for the card; None when it was sealed under another secret key."""
    return unseal(sealed_code, purpose=PURPOSE)
