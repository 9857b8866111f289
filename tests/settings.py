"""Settings of the test run: the product's own, on a database and a data folder that nobody misses."""

import os
import tempfile

os.environ.setdefault("CONSILIA_LOCALE", "en-GB")
os.environ.setdefault("CONSILIA_SECRET_KEY", "only-for-tests-" * 4)
os.environ.setdefault("CONSILIA_DATA_DIR", tempfile.mkdtemp(prefix="consilia-test-"))
os.environ["CONSILIA_DEMO"] = "0"

from consilia.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
