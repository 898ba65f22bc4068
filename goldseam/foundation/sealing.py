"""Keeping a secret in the database so that the database alone does not give it away (docs/adr/0008)."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(secret: str, *, purpose: str) -> str:
    """The secret as it may be stored; `purpose` keeps what is sealed for one thing from being opened as another."""
    return _box(purpose).encrypt(secret.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str | None:
    """The secret; None when it was sealed under another SECRET_KEY, or is not whole."""
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box(purpose: str) -> Fernet:
    # SECRET_KEY is long and random, so one keyed hash makes a key of it (NIST SP 800-108, a single round).
    key = hmac.new(settings.SECRET_KEY.encode(), f"goldseam sealing: {purpose}".encode(), hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
