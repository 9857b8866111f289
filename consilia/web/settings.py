"""Django's settings. What an operator may set comes from the environment; docs/admin/settings.md describes it."""

import sys
from pathlib import Path

from csp.constants import NONE, SELF

from consilia.domain.locales import available_locales
from consilia.loaded import KNOWLEDGE
from consilia.web import databases
from consilia.web import environment as env
from consilia.web.shared.limits import Limit
from consilia.web.smoothing.endpoint import endpoint_from_settings

ROOT = Path(__file__).resolve().parents[2]
DEMO = env.flag("CONSILIA_DEMO")
DATA_DIR = Path(env.text("CONSILIA_DATA_DIR", "data")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.secret_key(DATA_DIR, demo=DEMO)
DEBUG = False
ALLOWED_HOSTS = [host for host in env.text("CONSILIA_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
HTTPS = env.flag("CONSILIA_HTTPS")
PORT = env.whole_number("PORT", 8000, least=1)
LISTEN = env.text("CONSILIA_LISTEN", "127.0.0.1")  # the address to listen at; behind a proxy this one is right
PROCESSES = env.whole_number("WEB_CONCURRENCY", 2, least=1)

LOCALE = env.text("CONSILIA_LOCALE")
if LOCALE not in available_locales(KNOWLEDGE / "locales"):
    raise env.SettingMissing(
        f"CONSILIA_LOCALE={LOCALE!r} names no locale pack. Without one nobody knows which number to ring, so Consilia "
        f"does not start. Choose one of: {', '.join(available_locales(KNOWLEDGE / 'locales'))}."
    )
EMBEDDER = env.text("CONSILIA_EMBEDDER")  # a folder with model.onnx and tokenizer.json; empty: the default model
INFORMATION_ONLY = env.flag("CONSILIA_INFORMATION_ONLY")  # nobody is told how soon, but in an emergency or a crisis
OPERATOR_NAME = env.text("CONSILIA_OPERATOR", "This service")
OPERATOR_CONTACT = env.text("CONSILIA_CONTACT")
LANGUAGE_MODEL = endpoint_from_settings()  # None: nothing is sent to anybody
DRAFT_DAYS = env.whole_number("CONSILIA_DRAFT_DAYS", 7, least=1)  # unsent questions are erased after so many

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django_htmx",
    "axes",
    "csp",
    "consilia.web.shared",
    "consilia.web.accounts",
    "consilia.web.audit",
    "consilia.web.questions",
    "consilia.web.smoothing",
    "consilia.web.library",
    "consilia.web.workbench",
    "consilia.web.exchange",
    "consilia.web.ops",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "consilia.web.shared.middleware.RefuseBrokenInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "consilia.web.shared.middleware.OwnFormsOnly",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "consilia.web.urls"
WSGI_APPLICATION = "consilia.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "consilia.web.shared.context.house",
            ],
            "builtins": ["django.templatetags.static", "consilia.web.shared.templatetags.consilia"],
        },
    }
]

DATABASES = {"default": databases.database(DATA_DIR)}
SEARCH_ENGINE = databases.search_engine(DATABASES["default"])
SEARCH_REPLICAS = databases.search_replicas(SEARCH_ENGINE)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "log-in"
LOGIN_REDIRECT_URL = "queue"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
SESSION_COOKIE_AGE = 12 * 3600  # a long shift

# What one address may send, counted in memory that the serving processes share; an address is kept nowhere. The limits
# are for machines: a school shares one address.
PROXIES = env.whole_number("CONSILIA_PROXIES", 0)
LIMITS = {
    "asking": Limit(env.whole_number("CONSILIA_LIMIT_ASKING", 40), seconds=3600),
    "searching": Limit(env.whole_number("CONSILIA_LIMIT_SEARCHING", 60), seconds=60),
    "typing": Limit(env.whole_number("CONSILIA_LIMIT_TYPING", 300), seconds=60),
    "reporting": Limit(env.whole_number("CONSILIA_LIMIT_REPORTING", 10), seconds=3600),
    "links": Limit(env.whole_number("CONSILIA_LIMIT_LINKS", 20), seconds=3600),
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.text("CONSILIA_TIME_ZONE", "UTC")
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is not there
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Private words leave the machine by no side door.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers send our own forms with `Origin: null`
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
CSRF_FAILURE_VIEW = "consilia.web.shared.errors.stale_form"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # a question of 20,000 characters has at most 80,000 bytes

EMAIL_HOST, EMAIL_PORT = env.host_and_port("CONSILIA_EMAIL_HOST", default_port=25)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_HOST_USER = env.text("CONSILIA_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("CONSILIA_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("CONSILIA_EMAIL_TLS")
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = DATA_DIR / "outgoing-mail"
DEFAULT_FROM_EMAIL = env.text("CONSILIA_EMAIL_FROM", "consilia@localhost")
SITE_ADDRESS = env.text("CONSILIA_ADDRESS", f"http://localhost:{PORT}").rstrip("/")

# Logs hold ids and durations, never what a person wrote: no request bodies, no query strings.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "consilia.web.ops.logs.ErrorsWithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"without-paths": {"()": "consilia.web.ops.logs.WithoutPaths"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "plain",
            "filters": ["without-paths"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "consilia": {"level": "INFO"},
        "django": {"handlers": [], "propagate": True},
        "axes": {"level": "CRITICAL"},  # it would name users and addresses; the trail notes a lock-out
    },
}
