"""Domains of mail that say nothing of where somebody works: whole countries have an address in them."""

# Mailboxes anybody can have, and nhs.net: more than a million people of all its organisations share it.
SHARED = frozenset(
    [
        "aol.co.uk",
        "aol.com",
        "blueyonder.co.uk",
        "btinternet.com",
        "btopenworld.com",
        "duck.com",
        "fastmail.com",
        "freeserve.co.uk",
        "gmail.com",
        "gmx.co.uk",
        "gmx.com",
        "gmx.net",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "nhs.net",
        "ntlworld.com",
        "outlook.com",
        "outlook.co.uk",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "rocketmail.com",
        "sky.com",
        "talk21.com",
        "talktalk.net",
        "tiscali.co.uk",
        "tuta.com",
        "virgin.net",
        "virginmedia.com",
        "web.de",
        "yahoo.co.uk",
        "yahoo.com",
        "yahoo.ie",
        "ymail.com",
        "zoho.com",
    ]
)


def own_domain(address: str) -> str:
    """What stands behind the @, in small letters; '' where strangers have such addresses too."""
    domain = address.rpartition("@")[2].lower()
    return "" if domain in SHARED else domain
