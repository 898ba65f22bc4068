"""Where the file of a record stands, for screens on a floor below it: who keeps the files says so here."""

from typing import Any

from django.db import models
from django.urls import reverse

from goldseam.core.desk.policy import DeskPolicy

_files: dict[type[models.Model], tuple[DeskPolicy, str]] = {}


def register_file(policy: DeskPolicy, url_name: str) -> None:
    """Let every screen lead to the files of the policy's records, for those whose role may open them."""
    _files[policy.model] = (policy, url_name)


def file_url(record: models.Model, *, viewer: Any) -> str:
    """The address of the record's file; nothing when there is none that this viewer's role opens."""
    policy, url_name = _files.get(type(record), (None, ""))
    if policy is None or not policy.user_has_permission(viewer, "view"):
        return ""
    return reverse(url_name, args=[record.pk])
