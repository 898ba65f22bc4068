"""Whether the association's domain says that its mail is its own: SPF, DKIM and DMARC, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

import dns.exception
import dns.resolver
from django.conf import settings
from django.utils.translation import gettext as _

from goldseam.core.mail.providers import by_host

PATIENCE_S = 4.0
SPF, DKIM, DMARC = "SPF", "DKIM", "DMARC"
GOOD, MISSING, WEAK, UNKNOWN = "good", "missing", "weak", "unknown"


@dataclass(frozen=True)
class Finding:
    """What stands in the domain's records under `name`, what that means, and what should stand there instead."""

    kind: str
    state: str
    words: str
    name: str
    found: str = ""
    wanted: str = ""


class _NotAsked(Exception):
    """Nobody answered."""


def look_up(*, domain: str, host: str, selector: str, report_to: str) -> list[Finding]:
    """Ask for the three records of `domain`, whose letters leave by the server `host`.

    SPF is RFC 7208, DKIM RFC 6376, DMARC RFC 7489. Never raises: what could not be asked is said to be unknown.
    """
    asked = _resolver()
    return [_spf(asked, domain, host), _dkim(asked, domain, selector), _dmarc(asked, domain, report_to)]


def _resolver() -> dns.resolver.Resolver:
    if not settings.DNS_RESOLVER:
        try:
            found = dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration:
            found = dns.resolver.Resolver(configure=False)
    else:
        found = dns.resolver.Resolver(configure=False)
        address, _colon, port = settings.DNS_RESOLVER.rpartition(":")
        found.nameservers = [(address or port).strip("[]")]
        found.port = int(port) if address else 53
    found.lifetime = PATIENCE_S
    return found


def _ask(asked: dns.resolver.Resolver, name: str, kind: str) -> list[str]:
    """The records of that name, sorted, since they come in any order; [] when there are none. Raises _NotAsked."""
    try:
        answer = asked.resolve(name, kind)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError, ValueError) as error:
        raise _NotAsked from error
    if kind == "TXT":
        return sorted(b"".join(row.strings).decode(errors="replace") for row in answer)
    return sorted(str(row).rstrip(".").lower() for row in answer)


def _texts(asked: dns.resolver.Resolver, name: str, version: str) -> list[str]:
    return [text for text in _ask(asked, name, "TXT") if text.lower().replace(" ", "").startswith(version)]


def _unknown(kind: str, name: str) -> Finding:
    return Finding(kind, UNKNOWN, _("Nobody could be asked about this record just now. Please try again."), name)


def _spf(asked: dns.resolver.Resolver, domain: str, host: str) -> Finding:
    mechanism = _mechanism(host)
    try:
        found = _texts(asked, domain, "v=spf1")
        covers = len(found) == 1 and _covers(asked, found[0], mechanism, host)
    except _NotAsked:
        return _unknown(SPF, domain)
    if not found:
        words = _("Nothing says which servers may send in your name, so others may refuse your letters.")
        return Finding(SPF, MISSING, words, domain, wanted=f"v=spf1 {mechanism} ~all")
    if len(found) > 1:
        words = _("There are two such records, and then neither counts. Make one of them.")
        return Finding(SPF, WEAK, words, domain, " | ".join(found), _joined(found, mechanism))
    if not covers:
        words = _("It names others, but not the server by which our letters leave. Put this in its place.")
        return Finding(SPF, WEAK, words, domain, found[0], _joined(found, mechanism))
    return Finding(SPF, GOOD, _("Your domain says that this server may send in your name."), domain, found[0])


def _mechanism(host: str) -> str:
    """By which words a domain lets that server send (RFC 7208, 5). From this very machine it is the site's own."""
    provider = by_host(host)
    if provider:
        return provider.spf
    if _is_address(host) and not ip_address(host).is_loopback:
        return f"ip{ip_address(host).version}:{host}"
    is_here = host == "localhost" or _is_address(host)
    return f"a:{urlsplit(settings.BASE_URL).hostname if is_here else host}"


def _covers(asked: dns.resolver.Resolver, record: str, mechanism: str, host: str) -> bool:
    terms = [term.lstrip("+") for term in record.lower().split()[1:]]
    if mechanism.lower() in terms:
        return True
    if by_host(host):
        return False
    addresses = _ask(asked, host, "A") + _ask(asked, host, "AAAA") if not _is_address(host) else [host]
    return any(_names(term, addresses) for term in terms)


def _names(term: str, addresses: Iterable[str]) -> bool:
    """Whether `ip4:…` or `ip6:…` holds one of the addresses."""
    kind, _colon, network = term.partition(":")
    if kind not in ("ip4", "ip6"):
        return False
    try:
        return any(ip_address(address) in ip_network(network, strict=False) for address in addresses)
    except ValueError:
        return False


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _joined(found: list[str], mechanism: str) -> str:
    """One record with all that stood there and the missing part, which comes before what counts for all others."""
    terms = [term for record in found for term in record.split()[1:]]
    last = [term for term in terms if term.lower().lstrip("+-~?") == "all"]
    others = [term for term in terms if term not in last]
    return " ".join(["v=spf1", *dict.fromkeys([*others, mechanism]), last[-1] if last else "~all"])


def _dkim(asked: dns.resolver.Resolver, domain: str, selector: str) -> Finding:
    if not selector:
        words = _(
            "Whoever delivers your mail signs it, and tells you two things: a selector and a key. Put the key there, "
            "in place of SELECTOR, and type the selector here so that we can look."
        )
        return Finding(DKIM, UNKNOWN, words, f"SELECTOR._domainkey.{domain}")
    name = f"{selector}._domainkey.{domain}"
    try:
        found = [text for text in _ask(asked, name, "TXT") if "p=" in text.replace(" ", "")]
    except _NotAsked:
        return _unknown(DKIM, name)
    if not found:
        words = _(
            "No key is there, so nobody can see that a letter is unchanged. Ask whoever delivers your mail for it."
        )
        return Finding(DKIM, MISSING, words, name, wanted="v=DKIM1; k=rsa; p=…")
    if "p=;" in f"{found[0].replace(' ', '')};":
        return Finding(DKIM, WEAK, _("The key has been withdrawn: it is empty. Ask for a new one."), name, found[0])
    return Finding(DKIM, GOOD, _("A key is there: letters that are signed with it count as yours."), name, found[0])


def _dmarc(asked: dns.resolver.Resolver, domain: str, report_to: str) -> Finding:
    name = f"_dmarc.{domain}"
    wanted = f"v=DMARC1; p=none; rua=mailto:{report_to}"
    try:
        found = _texts(asked, name, "v=dmarc1")
    except _NotAsked:
        return _unknown(DMARC, name)
    if not found:
        words = _(
            "Nothing says what others should do with letters that only pretend to be yours. Begin by asking for "
            "reports."
        )
        return Finding(DMARC, MISSING, words, name, wanted=wanted)
    if len(found) > 1 or "p=" not in found[0].replace(" ", "").lower().split("v=dmarc1")[-1]:
        words = _("It cannot be read: there must be one such record, and it must say p=.")
        return Finding(DMARC, WEAK, words, name, " | ".join(found), wanted)
    return Finding(DMARC, GOOD, _("Your domain says what to do with letters that are not yours."), name, found[0])
