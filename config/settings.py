"""All settings, read once from a typed environment. `docs/operate.md` explains each variable."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent

MODE = os.environ.get("GOLDSEAM_MODE", "demo")
if MODE not in ("demo", "production", "test"):
    raise ImproperlyConfigured(f"GOLDSEAM_MODE is {MODE!r}; it must be demo, production or test.")
HOME = Path(os.environ.get("GOLDSEAM_HOME") or ROOT / "var").resolve()
HOME.mkdir(parents=True, exist_ok=True)
PORT = int(os.environ.get("PORT", "8000"))
BASE_URL = os.environ.get("BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
WITH_DEMO = MODE in ("demo", "test")
DEBUG = False


def secret_key() -> str:
    """The secret of this installation: from SECRET_KEY, or made once and kept in `GOLDSEAM_HOME/secret.key`."""
    if os.environ.get("SECRET_KEY"):
        return os.environ["SECRET_KEY"]
    file = HOME / "secret.key"
    if not file.exists():
        # Written first and named then: a process that starts at the same moment reads all of it or makes its own.
        new = HOME / f".secret.key.{secrets.token_hex(8)}"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            file.hardlink_to(new)
        new.unlink()
    return file.read_text()


def database(url: str) -> dict[str, object]:
    """Django's settings for a `postgresql://user:password@host:port/name` address; `?host=/folder` names a socket.

    Raises ImproperlyConfigured for any other scheme.
    """
    parts = urlparse(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://; Goldseam runs on PostgreSQL only.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "goldseam.foundation.database",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or "postgres"),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or parts.hostname or "",
        "PORT": parts.port or query.get("port", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = secret_key()
DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": database(DATABASE_URL or "postgresql://postgres@localhost/postgres")}
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # an address is unique in lower case, by a constraint of the database
    "security.W005",  # whether subdomains are safe is not ours to say
    "security.W008",  # the web server in front turns http into https
    "security.W021",  # as W005
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_site = urlparse(BASE_URL)
ALLOWED_HOSTS = [_site.hostname or "127.0.0.1", *os.environ.get("ALLOWED_HOSTS", "").split(",")]
ALLOWED_HOSTS = [host for host in ALLOWED_HOSTS if host] + (
    ["127.0.0.1", "localhost", "testserver"] if WITH_DEMO else []
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
IS_SECURE = _site.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_ENGINE = "goldseam.foundation.access.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The addresses of reverse proxies whose X-Forwarded-For may be believed.
TRUSTED_PROXIES = [proxy for proxy in os.environ.get("TRUSTED_PROXIES", "").split(",") if proxy]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "goldseam.foundation.theme",
    "goldseam.foundation.timeline",
    "goldseam.foundation.work",
    "goldseam.foundation.access",
    "goldseam.foundation.livecopy",
    "goldseam.foundation.privacy",
    "goldseam.foundation.pagecache",
    "goldseam.foundation.files",
    "goldseam.foundation",
    "goldseam.core.people",
    "goldseam.core.desk",
    "goldseam.core.mail",
    "goldseam.core.ledger",
    "goldseam.core.gateways",
    "goldseam.core.sales",
    "goldseam.core.treasury",
    "goldseam.core.repairs",
    "goldseam.subjects.cpd",
    "goldseam.subjects.membership",
    "goldseam.subjects.teams",
    "goldseam.subjects.enquiries",
    "goldseam.subjects.hubs",
    "goldseam.subjects.gifts",
    "goldseam.subjects.library",
    "goldseam.subjects.practice",
    "goldseam.subjects.publishing",
    "goldseam.faces.site",
    "goldseam.faces.portal",
    "goldseam.faces.office",
    "goldseam.faces.importers",
    "goldseam.faces.setup",
    *(["goldseam.core.gateways.demo", "goldseam.faces.demo"] if WITH_DEMO else []),
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
]
INSTALLED_APPS = [
    app for app in INSTALLED_APPS if not app.startswith("goldseam.") or (ROOT / app.replace(".", "/")).exists()
]

MIDDLEWARE = [
    "goldseam.foundation.pagecache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "goldseam.foundation.access.sessions.NotesBrowser",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "goldseam.foundation.access.eyes.ThroughEyes",
    "django_htmx.middleware.HtmxMiddleware",
    # Old addresses are asked for only where there is no page.
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "goldseam.faces.setup.preparing.BeingPrepared",
    "goldseam.foundation.access.gate.Gate",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldseam.faces.site.context.theme",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["goldseam.faces.portal.backends.AddressAndPassword"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"
SECOND_FACTOR = "goldseam.faces.portal.sign_in.has_second_factor"
ASKS_AGAIN = "goldseam.faces.portal.asking_again.ask"
# Whether staff who look with a member's eyes may go on.
EYES = "goldseam.core.people.seeing.still_sees"
# How long somebody who has shown who they are is believed at the pages that ask again.
PROOF_GOOD_FOR = 60 * int(os.environ.get("PROOF_MINUTES", "15"))

ACCOUNT_ADAPTER = "goldseam.faces.portal.adapters.AccountAdapter"
MFA_ADAPTER = "goldseam.faces.portal.adapters.MFAAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up; allauth's sign-in form asks for a password only when this list does.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Attempts are counted by our own gate and in faces/portal/guesses.py: in the database, exactly.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
# Django's own: allauth's would keep a second copy of each address.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_FORMS = {
    "request_login_code": "goldseam.faces.portal.sign_in_forms.AskForCodeForm",
    "confirm_login_code": "goldseam.faces.portal.sign_in_forms.CodeForm",
    "login": "goldseam.faces.portal.sign_in_forms.PasswordForm",
    "reauthenticate": "goldseam.faces.portal.sign_in_forms.ReauthenticateForm",
    "reset_password": "goldseam.faces.portal.sign_in_forms.AskForResetForm",
    "reset_password_from_key": "goldseam.faces.portal.sign_in_forms.ResetForm",
    "user_token": "goldseam.faces.portal.sign_in_forms.ResetLinkForm",
    "set_password": "goldseam.faces.portal.sign_in_forms.SetPasswordForm",
    "change_password": "goldseam.faces.portal.sign_in_forms.ChangePasswordForm",
}
MFA_FORMS = {
    "authenticate": "goldseam.faces.portal.sign_in_forms.SecondFactorForm",
    "reauthenticate": "goldseam.faces.portal.sign_in_forms.SecondFactorAgainForm",
    "activate_totp": "goldseam.faces.portal.sign_in_forms.ActivateAppForm",
    "add_webauthn": "goldseam.faces.portal.sign_in_forms.AddPasskeyForm",
}
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# One step of half a minute either way, for clocks that differ and people who type slowly (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_SECURE

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "goldseam_cache"},
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [ROOT / "goldseam" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TIME_ZONE", "Europe/London")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
PRIVATE_ROOT = HOME / "private"
WHITENOISE_USE_FINDERS = MODE == "test"
# A test's client lists no files beforehand: it asks for few or none.
WHITENOISE_AUTOREFRESH = MODE == "test"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "goldseam.foundation.theme.storage.HashedFiles"
    },
}

# Where answers to our letters arrive; without it they are recorded by hand.
MAILBOX_URL = os.environ.get("MAILBOX_URL", "")
# Without EMAIL_URL the office says which server to use: core/mail/server.py.
_mail = urlparse(os.environ.get("EMAIL_URL") or ("smtp://127.0.0.1:2525" if WITH_DEMO else ""))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or 25
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
# Whom to ask for the records of a domain, as `address` or `address:port`; those of the machine when empty.
DNS_RESOLVER = os.environ.get("DNS_RESOLVER", "")

GATEWAYS = ["demo", "transfer"] if WITH_DEMO else ["transfer"]

WAGTAIL_SITE_NAME = "Goldseam"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"}}

# Wagtail's own screens carry inline scripts; every other page is served under the strict policy.
OFFICE_PATH = "/office/"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [OFFICE_PATH],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

PROCRASTINATE_ON_APP_READY = None
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "goldseam.foundation.discreet.factory", "format": "{asctime} {levelname} {name}: {message}"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    # One way out, which leaves secrets out: Django's own would send tracebacks by mail.
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        # When told to say all, it says everything that a page was given.
        "django.template": {"level": "INFO"},
    },
}
