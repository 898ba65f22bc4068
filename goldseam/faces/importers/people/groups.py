"""Rows that speak of the same person: by e-mail address, else by the number they had, else by name and place."""

from datetime import date

from django.utils.translation import gettext as _

from goldseam.faces.importers.people.checking import Checked


class Groups:
    """Tells each row which row was the first of its person; what contradicts itself becomes a fault."""

    def __init__(self) -> None:
        self.leads: dict[str, tuple[int, str]] = {}
        self.terms: dict[int, list[tuple[date, date, int]]] = {}

    def place(self, row: Checked) -> int:
        """The number of the first row of the same person."""
        key, name = self._key(row), f"{row.told['given_name']} {row.told['family_name']}".casefold().strip()
        if not key:
            return row.number
        lead, known = self.leads.setdefault(key, (row.number, name))
        if lead != row.number:
            self._compare(row, key, name, lead, known)
        self._terms(row, lead)
        return lead

    def _key(self, row: Checked) -> str:
        told = row.told
        if told["email"]:
            return f"@{told['email'].casefold()}"
        if told["external"]:
            return f"#{told['external']}"
        name = f"{told['given_name']} {told['family_name']}".casefold().strip()
        return f"{name}|{told['postcode_district']}|{told['address'].casefold()}" if name else ""

    def _compare(self, row: Checked, key: str, name: str, lead: int, known: str) -> None:
        if key.startswith("@") and name != known:
            row.faults.append(
                _("E-mail address: it stands in row %(lead)s already, with another name.") % {"lead": lead}
            )
        elif key.endswith("||"):
            row.faults.append(
                _(
                    "The name stands in row %(lead)s already, and nothing says whether it is the same person: "
                    "please give both an e-mail address, a number or a postcode."
                )
                % {"lead": lead}
            )

    def _terms(self, row: Checked, lead: int) -> None:
        if not (row.starts_on and row.ends_on):
            return
        for starts_on, ends_on, number in self.terms.get(lead, ()):
            if row.starts_on <= ends_on and starts_on <= row.ends_on:
                row.faults.append(_("The term overlaps the one in row %(number)s.") % {"number": number})
                return
        self.terms.setdefault(lead, []).append((row.starts_on, row.ends_on, row.number))
