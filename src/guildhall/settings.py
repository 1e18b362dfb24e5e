"""The wiring of Django, from one typed configuration.

Whoever wants to change how an installation behaves sets a ``GUILDHALL_*`` variable (`guildhall.kernel.configuration`,
``docs/reference/settings.md``); nothing is set here by hand.
"""

import os
from pathlib import Path
from typing import Any

from guildhall import installation
from guildhall.kernel import clock
from guildhall.kernel.configuration import Configuration

GUILDHALL: Configuration = installation.completed(Configuration.read(os.environ))
PACKAGE = Path(__file__).parent
BEHIND_PROXY = GUILDHALL.mode == "served" or GUILDHALL.public_url.startswith("https://")
"""Whether a proxy stands before the house that speaks TLS with browsers, and says so in its headers."""

clock.keep_zone(GUILDHALL.time_zone)
if GUILDHALL.demo:
    clock.follow(installation.demo_shift(GUILDHALL.home))

DEBUG = GUILDHALL.debug
SECRET_KEY = GUILDHALL.secret_key
ALLOWED_HOSTS = [*GUILDHALL.allowed_hosts] or ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "guildhall.urls"
WSGI_APPLICATION = "guildhall.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "guildhall.web",
    "guildhall.api",
    "guildhall.conformity",
    "guildhall.certification",
    "guildhall.exams",
    "guildhall.applications",
    "guildhall.itembank",
    "guildhall.schemes",
    "guildhall.governance",
    "guildhall.personnel",
    "guildhall.documents",
    "guildhall.shell",
    "guildhall.notices",
    "guildhall.jobs",
    "guildhall.identity",
    "guildhall.ledger",
    "guildhall.vault",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "guildhall.shell.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "guildhall.vault.middleware.KeysForOneRequest",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "guildhall.vault.middleware.RefuseEndlessBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "guildhall.identity.middleware.WhoActs",
    "guildhall.identity.middleware.EntranceFirst",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "guildhall.shell.middleware.ReadersZone",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guildhall.shell.context.shell",
            ],
        },
    }
]

DATABASES = installation.databases(GUILDHALL)
DATABASE_ROUTERS = ["guildhall.vault.router.KeysApart"]

MAIL_SERVER = installation.mail_server(GUILDHALL)
EMAIL_BACKEND = MAIL_SERVER.backend
EMAIL_HOST = MAIL_SERVER.host
EMAIL_PORT = MAIL_SERVER.port
EMAIL_HOST_USER = MAIL_SERVER.user
EMAIL_HOST_PASSWORD = MAIL_SERVER.password
EMAIL_USE_SSL = MAIL_SERVER.use_ssl
EMAIL_USE_TLS = MAIL_SERVER.use_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = GUILDHALL.email_from

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["guildhall.identity.backend.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_PROXY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_PROXY else 0
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "identity_attempts"}}

ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
ACCOUNT_ADAPTER = "guildhall.notices.adapter.SignInMail"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_PROXY else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_FORMS = {
    "login": "guildhall.identity.forms.LoginForm",
    "signup": "guildhall.identity.forms.SignupForm",
    "reset_password": "guildhall.identity.forms.ResetPasswordForm",
    "add_email": "guildhall.identity.forms.AddEmailForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_DISPLAY = "guildhall.identity.adapter.shown"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "alias"
ACCOUNT_USER_MODEL_USERNAME_FIELD: str | None = None
MFA_ADAPTER = "guildhall.identity.adapter.SecondFactor"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = GUILDHALL.body_name
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = GUILDHALL.mode == "embedded"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = GUILDHALL.time_zone
USE_TZ = True
FILE_UPLOAD_HANDLERS = ["guildhall.vault.uploads.LimitedUpload"]
STATIC_URL = "/static/"
STATIC_ROOT = GUILDHALL.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "files": {"BACKEND": "guildhall.vault.storage.FilesOnDisk", "OPTIONS": {"location": GUILDHALL.home / "files"}},
    "staticfiles": {"BACKEND": "guildhall.shell.storage.Hashed"},
}
WHITENOISE_USE_FINDERS = True
CSRF_FAILURE_VIEW = "guildhall.web.errors.form_too_old"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "reticent": {
            "()": "guildhall.kernel.logs.Reticent",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "reticent"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
