"""Whole pages for visitors whom nobody knows, kept as files and dropped together when anything public changes.

`@cached` on a view says that its page may be kept; `drop()` in the transaction of a change forgets all pages once the
change is committed. The files stand in `HOME/pages/<generation>/<scheme>/<host:port>/<path>=/`; `current` is a symlink
to the generation in use. Forgetting is turning that symlink to an empty generation: a page that was rendered from the
old rows but is stored after the change goes to the old generation, where nobody looks.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

MARK = "may_be_kept"


def cached(view: View[P]) -> View[P]:
    """Let the page of this view be kept and shown to other anonymous visitors.

    A view sets `response.valid_until` (aware, in the association's time) when its page says something that ends by
    itself: a price window, an embargo, "closes in three days".
    """

    @wraps(view)
    def marking(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        setattr(response, MARK, True)
        return response

    return marking


def drop() -> None:
    """Forget all kept pages when the caller's transaction commits; nothing happens when it is rolled back.

    What else the transaction does on its commit comes after that if it is registered after this.
    """
    # Django imports this package before its models may be imported.
    from goldseam.foundation.pagecache import actions

    actions.drop()
