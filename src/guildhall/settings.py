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
    "guildhall.conformity",
    "guildhall.personnel",
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
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
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
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = GUILDHALL.time_zone
USE_TZ = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "files": {
        "BACKEND": "guildhall.vault.storage.FilesOnDisk",
        "OPTIONS": {"location": GUILDHALL.home / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["guildhall.vault.uploads.LimitedUpload"]
STATIC_URL = "/static/"
STATIC_ROOT = GUILDHALL.home / "static"
