"""What one order costs, counted: requests to our pages, and queries.

A query is a statement that reads or writes; beginning, ending and dividing transactions is not counted.
"""

import re

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldseam.core.gateways.demo.bank import decide
from goldseam.subjects.membership.tests.factories import join_form

CONTROL = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE")


def count_one_order(email: str = "counted@families.example") -> tuple[int, int]:
    """From the join form to the running term: (requests, queries). The bank's page and its notice are not ours."""
    client = Client(SERVER_NAME="127.0.0.1")
    requests = queries = 0

    def ask(how: str, path: str, told: dict[str, str] | None = None) -> str:
        nonlocal requests, queries
        with CaptureQueriesContext(connection) as captured:
            response = getattr(client, how)(path, told)
        assert response.status_code in (200, 302), (path, response.status_code)
        requests, queries = requests + 1, queries + sum(not CONTROL.match(query["sql"]) for query in captured)
        return str(response.headers.get("Location", "")).removeprefix(settings.BASE_URL)

    ask("get", "/join/qualified/")
    pay = ask("post", "/join/qualified/", join_form(email=email, consent_newsletter="on"))
    ask("get", pay)
    bank = ask("post", pay, {"method": "demo"})
    decide(reference=bank.strip("/").rpartition("/")[2], outcome="pay")
    ask("get", f"{pay}done/")
    return requests, queries
