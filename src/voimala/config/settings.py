"""The only settings file. Everything that differs between installations comes from the environment.

docs/howto/settings.md explains each variable; a guard keeps that page complete.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from voimala.config.environment import database, flag, number, secret_key, text, web_address, words

ROOT = Path(__file__).resolve().parents[3]
DEMO = flag("VOIMALA_DEMO")
VAR = Path(text("VOIMALA_VAR", str(ROOT / "var" / ("demo" if DEMO else "data"))))
DEBUG = flag("VOIMALA_DEBUG")
SECRET_KEY = secret_key("SECRET_KEY", VAR)
ALLOWED_HOSTS = words("VOIMALA_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = words("VOIMALA_ORIGINS", [])
HTTPS = flag("VOIMALA_HTTPS")
BEHIND_PROXY = flag("VOIMALA_BEHIND_PROXY")
ADDRESS = web_address("VOIMALA_ADDRESS", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "voimala.core",
    "voimala.networks",
    "voimala.accounts",
    "voimala.office",
    "voimala.partners",
    "voimala.people",
    "voimala.governance",
    "voimala.phenomena",
    "voimala.assembly",
    "voimala.desk",
    "voimala.public",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "voimala.public.middleware.VisitorCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "voimala.accounts.middleware.ViewerMiddleware",
    "voimala.core.middleware.PlainAddressMiddleware",
    "voimala.core.middleware.PlainBodyMiddleware",
    "voimala.accounts.middleware.SignInMiddleware",
    "voimala.networks.middleware.NetworkMiddleware",
    "voimala.networks.middleware.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "voimala.config.urls"
WSGI_APPLICATION = "voimala.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "voimala.networks.context_processors.frame",
                "voimala.accounts.context_processors.frame",
                "voimala.office.context_processors.frame",
                "voimala.desk.context_processors.frame",
                "voimala.public.context_processors.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database("DATABASE_URL", VAR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "voimala.office.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "voimala.accounts.forms.SignInForm",
    "reset_password": "voimala.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "voimala.accounts.forms.NewPasswordForm",
    "change_password": "voimala.accounts.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # who has no account gets no mail from us
ACCOUNT_SESSION_REMEMBER = False  # the cookie ends with the browser: computers at work are shared
# Wrong passwords are counted by axes, in the database, for all server processes together.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "voimala.accounts.adapters.sign_in_name"
AXES_CLIENT_IP_CALLABLE = "voimala.accounts.adapters.client_address"
AXES_LOCKOUT_CALLABLE = "voimala.accounts.adapters.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # no register of when and where people have signed in
AXES_VERBOSE = False

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "files"), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if flag("VOIMALA_COLLECTED")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not flag("VOIMALA_COLLECTED")

CONSOLE = "django.core.mail.backends.console.EmailBackend"
# Nothing leaves a demonstration, whatever its environment says.
EMAIL_BACKEND = CONSOLE if DEMO else text("VOIMALA_EMAIL_BACKEND", CONSOLE)
EMAIL_HOST = text("VOIMALA_SMTP_HOST", "localhost")
EMAIL_PORT = number("VOIMALA_SMTP_PORT", 25)
EMAIL_HOST_USER = text("VOIMALA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = text("VOIMALA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("VOIMALA_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("VOIMALA_FROM", "voimala@localhost")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "voimala.accounts.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "voimala.core.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": text("VOIMALA_LOG_LEVEL", "WARNING")},
}
