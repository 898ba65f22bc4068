"""Changing what a record says of itself."""

from collections.abc import Mapping
from typing import Any

from django.db import models


def amend(record: models.Model, details: Mapping[str, Any]) -> list[str]:
    """Set those of `details` that differ and save only them; returns their names, in order of the alphabet."""
    changed = sorted(name for name, value in details.items() if getattr(record, name) != value)
    for name in changed:
        setattr(record, name, details[name])
    if changed:
        record.save(update_fields=changed)
    return changed
