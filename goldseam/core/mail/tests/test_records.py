"""What a domain says about its mail, asked of a real name server."""

import socket

import pytest
from pytest_django import Settings

from goldseam.core.mail.records import look_up
from tests.dns import name_server

OURS = "association.example"
ALL_WELL = {
    (OURS, "TXT"): ["google-site=1", "v=spf1 include:spf.brevo.com ~all"],
    (f"brevo1._domainkey.{OURS}", "TXT"): ["v=DKIM1; k=rsa; p=MIGf"],
    (f"_dmarc.{OURS}", "TXT"): ["v=DMARC1; p=quarantine"],
}


def found(settings: Settings, known: dict[tuple[str, str], list[str]], **asked: str) -> dict[str, tuple[str, str]]:
    """State and proposed record by kind."""
    with name_server(known) as settings.DNS_RESOLVER:
        told = {"domain": OURS, "host": "smtp-relay.brevo.com", "selector": "brevo1", "report_to": f"office@{OURS}"}
        return {finding.kind: (finding.state, finding.wanted) for finding in look_up(**(told | asked))}


def test_a_domain_that_says_all_of_it_is_in_order(settings: Settings) -> None:
    assert {state for state, _wanted in found(settings, ALL_WELL).values()} == {"good"}


def test_a_domain_that_says_nothing_is_told_what_to_add(settings: Settings) -> None:
    assert found(settings, {}) == {
        "SPF": ("missing", "v=spf1 include:spf.brevo.com ~all"),
        "DKIM": ("missing", "v=DKIM1; k=rsa; p=…"),
        "DMARC": ("missing", f"v=DMARC1; p=none; rua=mailto:office@{OURS}"),
    }


@pytest.mark.parametrize(
    ("records", "host", "expected"),
    [
        (["v=spf1 include:_spf.google.com -all"], "smtp-relay.brevo.com",
         ("weak", "v=spf1 include:_spf.google.com include:spf.brevo.com -all")),
        (["v=spf1 mx ~all", "v=spf1 a ?all"], "smtp-relay.brevo.com",
         ("weak", "v=spf1 a mx include:spf.brevo.com ~all")),
        (["v=spf1 +include:spf.brevo.com ~all"], "smtp-relay.brevo.com", ("good", "")),
        (["v=spf1 ip4:192.0.2.0/24 -all"], "mail.association.example", ("good", "")),
        (["v=spf1 ip4:198.51.100.7 -all"], "mail.association.example",
         ("weak", "v=spf1 ip4:198.51.100.7 a:mail.association.example -all")),
        (["v=spf1 ip4:nonsense/99 -all"], "203.0.113.9", ("weak", "v=spf1 ip4:nonsense/99 ip4:203.0.113.9 -all")),
        (["v=spf10 ~all"], "127.0.0.1", ("weak", "v=spf1 a:association.example ~all")),
    ],
)  # fmt: skip
def test_a_record_that_forgets_our_server_is_mended_and_keeps_the_others(
    settings: Settings, records: list[str], host: str, expected: tuple[str, str]
) -> None:
    settings.BASE_URL = f"https://{OURS}"
    known = {(OURS, "TXT"): records, ("mail.association.example", "A"): ["192.0.2.7"]}
    assert found(settings, known, host=host)["SPF"] == expected


@pytest.mark.parametrize(
    ("name", "text", "kind", "state"),
    [
        ("brevo1._domainkey", "v=DKIM1; p=", "DKIM", "weak"),
        ("_dmarc", "v=DMARC1; rua=mailto:a@b.example", "DMARC", "weak"),
        ("_dmarc", "v=DMARC1;p=reject", "DMARC", "good"),
        ("_dmarc", "something else", "DMARC", "missing"),
    ],
)
def test_half_a_record_is_seen(settings: Settings, name: str, text: str, kind: str, state: str) -> None:
    assert found(settings, {(f"{name}.{OURS}", "TXT"): [text]})[kind][0] == state


def test_without_a_selector_nobody_is_asked_for_a_key(settings: Settings) -> None:
    assert found(settings, ALL_WELL, selector="")["DKIM"][0] == "unknown"


def test_a_resolver_that_is_away_is_said_to_be_away(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldseam.core.mail.records.PATIENCE_S", 0.2)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        settings.DNS_RESOLVER = f"127.0.0.1:{deaf.getsockname()[1]}"
        told = look_up(domain=OURS, host="mail.example", selector="x", report_to="a@b.example")
    assert {finding.state for finding in told} == {"unknown"}


@pytest.mark.parametrize("domain", ["", "..", "a" * 300, "exa mple.org", "é.example", "x" * 64 + ".example"])
def test_no_domain_breaks_it(settings: Settings, domain: str) -> None:
    with name_server({}) as settings.DNS_RESOLVER:
        assert len(look_up(domain=domain, host="mail.example", selector="x", report_to="a@b.example")) == 3
