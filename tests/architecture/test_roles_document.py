"""Who may see and do what is written down from the code, and what is written down is true."""

import re

from goldseam.faces.command import roles

# Searches and columns one keeps, and lists one takes away on record, are one's own.
OWN = re.compile(r"/office/exports/|/(columns|export|kept)/")


def test_the_document_of_roles_is_current() -> None:
    assert roles.place().read_text() == roles.text(), "Please run: .venv/bin/goldseam roles --write"


def test_the_auditor_reads_at_the_desks_and_sends_nothing() -> None:
    seen = {screen.path: screen.cell("auditor") for screen in roles.screens()}
    assert seen["/office/people/"] == seen["/office/money/"] == "reads"
    done = [path for path, cell in seen.items() if cell == "does"]
    assert [path for path in done if not OWN.search(path)] == []
    assert seen["/office/orders/…/refund/"] == ""
