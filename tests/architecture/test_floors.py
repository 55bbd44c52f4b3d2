"""The order of the rooms is a test, not a wish: an import may only lead downwards. Each check meets a deliberate
fault at the end of the file."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.source

LMS = Path(__file__).parents[2] / "lms"

# Who may import whom, beside core and web: the table of docs/architecture.md.
MAY_IMPORT = {
    "core": set(),
    "web": set(),
    "accounts": set(),
    "curriculum": set(),
    "messages": set(),
    "registration": {"accounts", "curriculum", "messages"},
    "centres": {"accounts", "curriculum", "messages"},
    "trainers": {"accounts", "curriculum", "messages"},
    "companion": {"accounts", "curriculum", "messages"},
    "advisories": {"accounts", "curriculum", "messages"},
    "media": {"accounts", "curriculum", "messages"},
}
MAY_IMPORT["classes"] = {"registration", "curriculum", "centres", "trainers", "accounts", "messages"}
MAY_IMPORT["referrals"] = {"registration", "curriculum", "accounts", "messages"}
MAY_IMPORT["quizzes"] = {"registration", "curriculum", "accounts", "messages", "media"}
MAY_IMPORT["learning"] = MAY_IMPORT["quizzes"] | {"advisories"}
MAY_IMPORT["attendance"] = MAY_IMPORT["classes"] | {"classes", "companion"}
MAY_IMPORT["evaluation"] = MAY_IMPORT["classes"] | {"classes"}
MAY_IMPORT["certificates"] = MAY_IMPORT["attendance"] | {"attendance", "quizzes", "learning"}
MAY_IMPORT["notices"] = MAY_IMPORT["attendance"] | {"attendance", "advisories"}
TOP = MAY_IMPORT["certificates"] | {"certificates", "evaluation", "notices", "companion", "advisories", "referrals"}
MAY_IMPORT |= {"reports": TOP, "home": TOP, "offline": TOP | {"media"}, "privacy": TOP | {"media"}}
# What stands beside the rooms: assembling them, and the world that shows them.
ASSEMBLE = {"app", "demo", "drill", "run"}
PURE = {
    "abc", "base64", "binascii", "bisect", "calendar", "collections", "copy", "dataclasses", "datetime", "decimal",
    "difflib", "enum", "functools", "hashlib", "hmac", "html", "ipaddress", "itertools", "json", "math", "random",
    "re", "string", "struct", "typing", "unicodedata", "zoneinfo",
}  # fmt: skip
PURE_CORE = ("lms.core.actors", "lms.core.languages")
FRAMEWORK = {"flask", "flask_babel", "flask_wtf", "wtforms", "werkzeug"}
REQUEST = {"flask.request", "flask.session", "flask.g", "flask_login"}
ASKS_THE_CLOCK = {"now", "today", "utcnow"}
BANNED = re.compile(r"utils?|helpers?|common|misc|managers?|.*[a-z]\d+")
TEMPLATE_ARROW = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["'](\w+)/""")


def modules() -> list[Path]:
    return sorted(path for path in LMS.rglob("*.py") if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def imports(path: Path) -> set[str]:
    """Full names of everything a file imports, and of what is taken from it."""
    found = set()
    package = path.relative_to(LMS.parent).parts[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*above, *filter(None, [node.module])])
            found |= {source, *(f"{source}.{alias.name}" for alias in node.names)}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(LMS).parts[0].removesuffix(".py")


def layer_of(path: Path) -> str:
    parts = path.relative_to(LMS).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


def said(path: Path, what: str) -> str:
    return f"{path.relative_to(LMS.parent)} {what}"


def allowed_in(room: str) -> set[str]:
    return MAY_IMPORT[room] | {room, "core"} | (set() if room == "core" else {"web"})


def of_layers(*layers: str) -> list[Path]:
    return [path for path in modules() if layer_of(path) in layers]


# What may not be. Each returns its finds, so that the faults below can show that it finds them.


def wrong_arrows() -> Iterator[str]:
    for path in modules():
        if room_of(path) in ASSEMBLE or path == LMS / "__init__.py":
            continue
        for name in imports(path):
            parts = name.split(".")
            if parts[0] == "lms" and len(parts) > 1 and (LMS / parts[1]).is_dir():
                if parts[1] not in allowed_in(room_of(path)):
                    yield said(path, f"imports {name}")


def wrong_arrows_of_templates() -> Iterator[str]:
    for path in LMS.rglob("*.html"):
        for room in TEMPLATE_ARROW.findall(path.read_text()):
            if room not in allowed_in(room_of(path)):
                yield said(path, f"is made of a template of {room}")


def impure_rules() -> Iterator[str]:
    for path in of_layers("rules"):
        for name in imports(path):
            own = name.startswith("lms.") and (".rules" in name or name.startswith(PURE_CORE))
            if not own and name.split(".")[0] not in PURE:
                yield said(path, f"imports {name}")


def rooms_that_know_the_page() -> Iterator[str]:
    for path in of_layers("permissions", "models"):
        yield from (said(path, f"imports {name}") for name in imports(path) if name.split(".")[0] in FRAMEWORK)
    for path in of_layers("queries", "actions"):
        known = FRAMEWORK - {"flask"}  # current_app, for what the house was set up with
        yield from (
            said(path, f"imports {name}")
            for name in imports(path)
            if name.split(".")[0] in known or name in REQUEST
        )


def verbs_that_ask_the_clock() -> Iterator[str]:
    for path in of_layers("rules", "permissions", "models", "queries", "actions"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr in ASKS_THE_CLOCK:
                yield said(path, f"asks {ast.unparse(node)} in line {node.lineno}")


def pages_with_sql() -> Iterator[str]:
    for path in of_layers("views", "forms"):
        if room_of(path) == "web":
            continue
        for name in imports(path):
            if name.split(".")[0] == "sqlalchemy" or name.startswith("lms.core.database"):
                yield said(path, f"imports {name}")


def commits() -> Iterator[str]:
    for path in modules():
        if path != LMS / "core" / "database.py" and ".commit()" in path.read_text():
            yield said(path, "commits")


def rows_held_as_they_were() -> Iterator[str]:
    """Rows that are held are read anew, by `get_row` and `held_anew`: whoever waited for them had read them before."""
    for path in modules():
        if path != LMS / "core" / "database.py" and "with_for_update" in path.read_text():
            yield said(path, "holds a row as it was")


def banned_names() -> Iterator[str]:
    for path in LMS.rglob("*"):
        if BANNED.fullmatch(path.stem.lower()) and not {"fonts", "migrations", "__pycache__"} & set(path.parts):
            yield said(path, "has no name of its own")


WATCHED = (
    wrong_arrows, wrong_arrows_of_templates, impure_rules, rooms_that_know_the_page, verbs_that_ask_the_clock,
    pages_with_sql, commits, rows_held_as_they_were, banned_names,
)  # fmt: skip


@pytest.mark.parametrize("watch", WATCHED)
def test_nothing_of_this_is_in_the_house(watch):
    assert list(watch()) == []


def test_every_room_has_a_floor():
    assert {path.name for path in LMS.iterdir() if (path / "__init__.py").exists()} - ASSEMBLE == set(MAY_IMPORT)


FAULTS = (
    (wrong_arrows, "accounts/queries.py", "from lms.certificates.models import Certificate"),
    (wrong_arrows, "accounts/queries.py", "from lms import certificates"),
    (wrong_arrows, "accounts/queries.py", "import lms.certificates.models"),
    (wrong_arrows, "accounts/queries.py", "from ..certificates.models import Certificate"),
    (wrong_arrows, "accounts/queries.py", "from .. import certificates"),
    (wrong_arrows, "accounts/queries.py", "def late():\n    from lms.certificates.models import Certificate"),
    (wrong_arrows, "core/clock.py", "from lms.web.locale import language"),
    (wrong_arrows, "learning/actions.py", "from lms.quizzes import queries"),
    (wrong_arrows_of_templates, "accounts/templates/accounts/list.html", '{% include "certificates/panel.html" %}'),
    (wrong_arrows_of_templates, "accounts/templates/accounts/list.html", "{%- from 'certificates/x.html' import y %}"),
    (impure_rules, "accounts/rules.py", "import sqlalchemy as sa"),
    (impure_rules, "accounts/rules/logins.py", "from flask import current_app"),
    (impure_rules, "accounts/rules.py", "from lms.accounts.models import User"),
    (impure_rules, "accounts/rules.py", "from .models import User"),
    (impure_rules, "accounts/rules.py", "from lms.core import clock"),
    (rooms_that_know_the_page, "accounts/permissions.py", "from flask import current_app"),
    (rooms_that_know_the_page, "accounts/actions.py", "from flask import request"),
    (rooms_that_know_the_page, "accounts/queries/users.py", "from flask_babel import gettext"),
    (rooms_that_know_the_page, "accounts/models.py", "import wtforms"),
    (verbs_that_ask_the_clock, "accounts/rules.py", "import datetime\nday = datetime.date.today()"),
    (verbs_that_ask_the_clock, "accounts/actions/users.py", "from lms.core import clock\nat = clock.now()"),
    (verbs_that_ask_the_clock, "accounts/queries.py", "from lms.core.clock import local\nday = local.today()"),
    (pages_with_sql, "accounts/views.py", "from sqlalchemy import select"),
    (pages_with_sql, "accounts/views/users.py", "import sqlalchemy.orm"),
    (pages_with_sql, "accounts/forms.py", "from lms.core.database import db"),
    (commits, "accounts/actions.py", "db.session.commit()"),
    (rows_held_as_they_were, "accounts/actions.py", "db.session.get(User, 1, with_for_update=True)"),
    (rows_held_as_they_were, "accounts/queries/people.py", "db.session.scalars(wanted.with_for_update()).first()"),
    (banned_names, "accounts/utils.py", ""),
    (banned_names, "accounts/actions2.py", ""),
    (banned_names, "common/__init__.py", ""),
    (banned_names, "accounts/templates/accounts/misc.html", ""),
)


@pytest.mark.parametrize(("watch", "file", "fault"), FAULTS)
def test_a_fault_would_be_found(tmp_path, monkeypatch, watch, file, fault):
    house = tmp_path / "lms"
    for room in ("certificates", "quizzes", "web"):
        (house / room).mkdir(parents=True)
    path = house / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(fault)
    monkeypatch.setattr("tests.architecture.test_floors.LMS", house)
    assert len(list(watch())) >= 1
