"""Companies whose business is to deliver mail, with what their own documentation says about reaching them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Provider:
    """`spf` is the mechanism by which a domain lets it send (RFC 7208), `selector` where its DKIM key stands."""

    slug: str
    name: str
    host: str
    spf: str
    port: int = 587
    security: str = "starttls"
    selector: str = ""
    hint: Any = ""


PROVIDERS = {
    provider.slug: provider
    for provider in [
        Provider(
            "google", "Google Workspace", "smtp.gmail.com", "include:_spf.google.com", selector="google",
            hint=_("The user name is the whole address. It wants an app password, not your own."),
        ),
        Provider(
            "microsoft", "Microsoft 365", "smtp.office365.com", "include:spf.protection.outlook.com",
            selector="selector1", hint=_("The user name is the whole address; “authenticated SMTP” must be allowed."),
        ),
        Provider("brevo", "Brevo", "smtp-relay.brevo.com", "include:spf.brevo.com", selector="brevo1"),
        Provider(
            "ses", "Amazon SES, London", "email-smtp.eu-west-2.amazonaws.com", "include:amazonses.com",
            hint=_("User name and password are those made for SMTP, not the ones of your account."),
        ),
        Provider("mailgun", "Mailgun, Europe", "smtp.eu.mailgun.org", "include:mailgun.org"),
        Provider("fastmail", "Fastmail", "smtp.fastmail.com", "include:spf.messagingengine.com", 465, "tls", "fm1"),
    ]
}  # fmt: skip


def by_host(host: str) -> Provider | None:
    """The provider whose server this is."""
    return next((provider for provider in PROVIDERS.values() if provider.host == host.lower()), None)
