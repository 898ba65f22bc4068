"""Who may reach the pages that come with libraries, by URL name. Our own views carry their rule on themselves."""

from goldseam.core.people.roles import PAGES
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
    ("account_reauthenticate", signed_in().for_oneself()),
    ("account_reset_password", anyone("10/5m", per="email")),
    ("account_reset_password_*", anyone()),
    ("account_change_password", signed_in().asking_again()),
    ("account_set_password", signed_in().asking_again()),
    ("mfa_authenticate", anyone()),
    ("mfa_login_webauthn", anyone("30/5m")),
    ("mfa_index", signed_in().for_oneself()),
    ("mfa_list_webauthn", signed_in().for_oneself()),
    ("mfa_reauthenticate*", signed_in().for_oneself()),
    ("mfa_*", signed_in().asking_again()),
    ("wagtailadmin_login", nobody()),
    ("wagtailadmin_password_reset*", nobody()),
    # Wagtail's own screens. What every desk needs to be drawn at all:
    ("wagtailadmin_home", staff()),
    ("wagtailadmin_logout", staff(is_own_business=True)),
    ("wagtailadmin_sprite", staff()),
    ("wagtailadmin_javascript_catalog", staff()),
    ("wagtailadmin_dismissibles", staff(is_own_business=True)),
    ("wagtail.admin.views.home.default", staff()),
    # Ours stand in their place, or what they would do is decided elsewhere. Wagtail's reports name people whatever
    # their hub; documents would be public files; embeds would fetch pages from other sites.
    ("wagtailusers_*", nobody()),
    ("wagtailsites:*", nobody()),
    ("wagtailadmin_account", nobody()),
    ("wagtailadmin_workflows:*", nobody()),
    ("wagtailadmin_reports:*", nobody()),
    ("wagtailadmin_collections:*", nobody()),
    ("wagtailadmin_error_test", nobody()),
    ("django.views.generic.base.TemplateView", nobody()),
    ("wagtailadmin_tag_model_autocomplete", nobody()),
    ("wagtail_bulk_action", nobody()),
    ("wagtaildocs*", nobody()),
    ("wagtailadmin_api:documents:*", nobody()),
    ("wagtailembeds:*", nobody()),
    # Lists of old addresses from a spreadsheet: a file that nobody here would check.
    ("wagtailredirects:*import", nobody()),
    # Pages, images and what is chosen from them are for those who write; Wagtail's page permissions decide the rest.
    ("wagtail*", staff(*PAGES)),
]
