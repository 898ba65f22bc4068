from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction
from django.utils.deconstruct import deconstructible


@deconstructible(path="goldseam.foundation.files.PrivateFile")
class PrivateFile(FileSystemStorage):
    """Storage for what only some may read: `FileField(storage=PrivateFile())`. It has no URLs, on purpose."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> str:
        """Raises ValueError: a private file is reached through a view that asks who is there."""
        raise ValueError("A private file has no address; serve it from a view.")


def delete_after_commit(storage: Storage, name: str | None) -> None:
    """Delete a stored file when the caller's transaction commits. One that cannot be deleted stays, and is logged."""

    # No `partial`: Django names what failed by its `__qualname__`, which that has not.
    def delete() -> None:
        if name:
            storage.delete(name)

    transaction.on_commit(delete, robust=True)
