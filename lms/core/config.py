"""Settings: from the environment, from the instance folder, or a default that suits a centre's own laptop."""

import os
from pathlib import Path
from typing import Any

from lms.core.encryption import new_key

ROOT = Path(__file__).resolve().parents[2]
PERSONAL, INDEX = "personal", "index"
KEY_FILES = ("session", PERSONAL, INDEX)


def settings(instance: Path, environ: dict[str, str]) -> dict[str, Any]:
    """All settings of one installation. `instance` is the absolute path of the folder of its database, keys
    and uploads."""
    return {
        "SQLALCHEMY_DATABASE_URI": environ.get("DATABASE_URL") or f"sqlite:///{instance / 'lms.db'}",
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # what a fault quotes ends up in logs
        "MIGRATIONS": ROOT / "lms" / "migrations",
        "COURSES": Path(environ.get("LMS_COURSES") or ROOT / "courses").resolve(),
        "MEDIA": Path(environ.get("LMS_MEDIA") or ROOT / "media").resolve(),
        "UPLOADS": instance / "media",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "LANGUAGES": tuple((environ.get("LMS_LANGUAGES") or "tg ru en uz ky").split()),
        "TIMEZONE": environ.get("LMS_TIMEZONE") or "Asia/Dushanbe",
        "SITE_NAME": environ.get("LMS_SITE_NAME") or "Роҳи сафед",  # what Tajiks wish somebody who sets out
        "ORIGIN": environ.get("LMS_ORIGIN") or "TJ",
        "FOUR_EYES": environ.get("LMS_FOUR_EYES") != "off",  # who wrote in a draft cannot sign it off
        "TRAINER_AGE_LIMIT": int(environ.get("LMS_TRAINER_AGE_LIMIT") or 55),  # 0: none
        "TRAINER_TESTS_REQUIRED": environ.get("LMS_TRAINER_TESTS") == "required",
        "TRAINER_GRACE_DAYS": int(environ.get("LMS_TRAINER_GRACE_DAYS") or 0),
        "PUBLIC_URL": (environ.get("LMS_PUBLIC_URL") or "").rstrip("/"),
        "PROXIES": int(environ.get("LMS_PROXIES") or 0),
        "MESSAGES_TRANSPORT": environ.get("LMS_MESSAGES_TRANSPORT") or "paper",
        "SMS_GATEWAY": environ.get("LMS_SMS_GATEWAY") or "",
        "SMS_SECRET": environ.get("LMS_SMS_SECRET") or "",
        "SMTP_URL": environ.get("LMS_SMTP_URL") or "",
        "MAIL_FROM": environ.get("LMS_MAIL_FROM") or "",
        "QUIET_HOURS": environ.get("LMS_QUIET_HOURS") or "21:00-08:00",
        "SECOND_FACTOR": environ.get("LMS_SECOND_FACTOR") or "offered",  # to the staff; or "required"
        "SESSION_HOURS": int(environ.get("LMS_SESSION_HOURS") or 12),
        "SESSION_IDLE_MINUTES": int(environ.get("LMS_SESSION_IDLE_MINUTES") or 240),  # roll calls are long
        "RETENTION": Path(environ.get("LMS_RETENTION") or ROOT / "lms" / "privacy" / "retention.toml"),
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 500,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": (environ.get("LMS_PUBLIC_URL") or "").startswith("https:"),
        "WTF_CSRF_TIME_LIMIT": None,
        "ARGON2": (2, 19 * 1024),  # rounds, KiB: 25 ms on two cores
        **keys(instance),
    }


def keys(instance: Path) -> dict[str, Any]:
    """The keys of the instance, as far as `make_keys` has made them."""
    session = key_path(instance, "session")
    return {
        "SECRET_KEY": session.read_bytes() if session.exists() else None,
        "PERSONAL_KEYS": [path.read_bytes() for path in reversed(personal_key_paths(instance))],
        "INDEX_KEYS": [path.read_bytes() for path in reversed(index_key_paths(instance))],
        "SIGNING_KEYS": {int(path.stem.partition("-")[2]): path.read_bytes() for path in signing_key_paths(instance)},
    }


class Watch:
    """Notices that the keys of an instance have changed since it last looked."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        self.folder = key_path(instance, "").parent
        self.seen = self._stamp()

    def news(self) -> dict[str, Any] | None:
        """The keys of personal fields, of their indexes and of signatures, when there are others than before."""
        if (stamp := self._stamp()) == self.seen:
            return None
        self.seen = stamp
        found = keys(self.instance)
        return {name: found[name] for name in ("PERSONAL_KEYS", "INDEX_KEYS", "SIGNING_KEYS")}

    def _stamp(self) -> int:
        try:  # asked for each personal field that is read: one look, not two
            return self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            return 0


def personal_key_paths(instance: Path) -> list[Path]:
    """The keys of personal fields, oldest first; the last one writes."""
    return _numbered(instance, PERSONAL)


def index_key_paths(instance: Path) -> list[Path]:
    """The keys of the indexes by which such fields are found, oldest first; the last one writes."""
    return _numbered(instance, INDEX)


def add_personal_key(instance: Path) -> int:
    """Make the next key of personal fields; returns its number. Programs that run take it up by themselves."""
    return _add_numbered(instance, PERSONAL)


def add_index_key(instance: Path) -> int:
    """Make the next key of their indexes; returns its number. Programs that run take it up by themselves."""
    return _add_numbered(instance, INDEX)


def _numbered(instance: Path, name: str) -> list[Path]:
    return sorted(key_path(instance, "").parent.glob(f"{name}*.key"), key=_number)


def _add_numbered(instance: Path, name: str) -> int:
    number = _number(_numbered(instance, name)[-1]) + 1
    _write_key(key_path(instance, f"{name}-{number}"))
    return number


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[2] or 1)


def put_key_away(path: Path) -> Path:
    """Take a key out of use; it stays in a folder of its own, for copies that were written with it."""
    away = path.parent / "retired" / path.name
    away.parent.mkdir(mode=0o700, exist_ok=True)
    return path.rename(away)


def make_keys(instance: Path) -> None:
    """Make what keys are missing, readable by their owner only. Never replaces one."""
    for name in KEY_FILES:
        if name not in (PERSONAL, INDEX) or not _numbered(instance, name):
            _write_key(key_path(instance, name))
    if not signing_key_paths(instance):
        add_signing_key(instance)


def signing_key_paths(instance: Path) -> list[Path]:
    """The keys that sign certificates, oldest first; the last one signs."""
    found = key_path(instance, "").parent.glob("signing-*.key")
    return sorted(found, key=lambda path: int(path.stem.partition("-")[2]))


def add_signing_key(instance: Path) -> int:
    """Make the next key that signs certificates; returns its number. Programs that run sign with it from then on."""
    number = max((int(path.stem.partition("-")[2]) for path in signing_key_paths(instance)), default=0) + 1
    _write_key(key_path(instance, f"signing-{number}"))
    return number


def _write_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Made beside the folder and moved in whole: a program that watches the folder never reads half a key.
        made = path.parent.parent / f".{path.name}"
        made.unlink(missing_ok=True)
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(new_key())
            os.fsync(file.fileno())
        made.rename(path)


def key_path(instance: Path, name: str) -> Path:
    """Where a key is kept: beside the database, never in it."""
    return instance / "keys" / f"{name}.key"
