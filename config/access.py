"""Who may reach the pages that come with libraries, by URL name. Our own views carry their rule on themselves."""

from goldseam.foundation.access import Rule, anyone, nobody, signed_in, staff

NAMED: list[tuple[str, Rule]] = [
    ("theme:colours", anyone()),
    # Guesses at codes and passwords are counted where they are compared: faces/portal/guesses.py.
    ("account_login", anyone("10/5m", per="email")),
    ("account_request_login_code", anyone("10/5m", per="email")),
    ("account_confirm_login_code", anyone()),
    ("account_logout", anyone()),
    ("account_signup", anyone()),
    ("account_inactive", anyone()),
    ("account_reauthenticate", signed_in()),
    ("account_reset_password", anyone("10/5m", per="email")),
    ("account_reset_password_*", anyone()),
    ("account_change_password", signed_in()),
    ("account_set_password", signed_in()),
    ("mfa_authenticate", anyone()),
    ("mfa_login_webauthn", anyone("30/5m")),
    ("mfa_*", signed_in()),
    ("wagtailadmin_login", nobody()),
    ("wagtailadmin_password_reset*", nobody()),
    ("wagtailusers_*", nobody()),
    ("wagtailadmin_*", staff()),
    ("wagtail*", staff()),
    ("wagtailcore:*", staff()),
    ("javascript_catalog", staff()),
]
