"""Private uploads: where they lie, how they are checked, how they leave the house.

They stand below `PRIVATE_ROOT`, which no web server shows and which has no address; a view that has asked who the
reader is hands one out with `serve`.
"""

from goldseam.foundation.files.checks import check_pdf
from goldseam.foundation.files.serving import serve
from goldseam.foundation.files.storage import PrivateFile, delete_after_commit

__all__ = ["PrivateFile", "check_pdf", "delete_after_commit", "serve"]
