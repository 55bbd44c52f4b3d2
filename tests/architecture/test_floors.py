"""The order of the rooms is a test, not a wish: an import may only lead downwards."""

import ast
from pathlib import Path

import pytest

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
}
MAY_IMPORT["classes"] = {"registration", "curriculum", "centres", "trainers", "accounts", "messages"}
MAY_IMPORT["learning"] = MAY_IMPORT["quizzes"] = {"registration", "curriculum", "accounts", "messages"}
MAY_IMPORT["attendance"] = MAY_IMPORT["classes"] | {"classes"}
MAY_IMPORT["evaluation"] = MAY_IMPORT["attendance"]
MAY_IMPORT["certificates"] = MAY_IMPORT["attendance"] | {"attendance", "quizzes", "learning"}
MAY_IMPORT["notices"] = MAY_IMPORT["attendance"] | {"attendance"}
TOP = MAY_IMPORT["certificates"] | {"certificates", "evaluation", "notices"}
MAY_IMPORT |= {"reports": TOP, "home": TOP}
# What stands beside the rooms: assembling them, and the world that shows them.
ASSEMBLE = {"app", "demo", "run"}
PURE = {
    "abc", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum", "functools", "hashlib",
    "ipaddress", "itertools", "math", "random", "re", "string", "typing", "unicodedata", "zoneinfo",
}  # fmt: skip
NO_FRAMEWORK = {"flask", "flask_babel", "flask_wtf", "wtforms", "werkzeug"}
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "actions2", "manager"}


def modules() -> list[Path]:
    return sorted(path for path in LMS.rglob("*.py") if "migrations" not in path.parts)


def imports(path: Path) -> set[str]:
    """Names of everything a file imports, with the names taken from a package as their own modules."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module.startswith("lms"):
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(LMS).parts[0].removesuffix(".py")


def wrong_arrows(paths: list[Path]) -> list[str]:
    wrong = []
    for path in paths:
        room = room_of(path)
        if room in ASSEMBLE or path == LMS / "__init__.py":
            continue
        allowed = MAY_IMPORT[room] | {room, "core"} | (set() if room == "core" else {"web"})
        for name in imports(path):
            parts = name.split(".")
            if parts[0] == "lms" and len(parts) > 1 and parts[1] not in allowed and (LMS / parts[1]).is_dir():
                wrong.append(f"{path.relative_to(LMS.parent)} imports {name}")
    return wrong


def layer_of(path: Path) -> str:
    parts = path.relative_to(LMS).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


def test_every_import_leads_downwards():
    assert wrong_arrows(modules()) == []


def test_an_upward_arrow_would_be_found(tmp_path, monkeypatch):
    room = tmp_path / "lms" / "accounts"
    (tmp_path / "lms" / "certificates").mkdir(parents=True)
    room.mkdir()
    (room / "queries.py").write_text("from lms.certificates.models import Certificate\n")
    monkeypatch.setattr("tests.architecture.test_floors.LMS", tmp_path / "lms")
    assert len(wrong_arrows([room / "queries.py"])) == 2


def test_rules_are_pure():
    wrong = []
    for path in modules():
        if layer_of(path) != "rules":
            continue
        for name in imports(path):
            own = name.startswith("lms.") and (".rules" in name or name.startswith("lms.core.actors"))
            if not own and name.split(".")[0] not in PURE:
                wrong.append(f"{path.relative_to(LMS.parent)} imports {name}")
    assert wrong == []


@pytest.mark.parametrize("layer", ["permissions", "queries", "actions", "models"])
def test_rooms_below_the_page_do_not_know_the_page(layer):
    wrong = [
        f"{path.relative_to(LMS.parent)} imports {name}"
        for path in modules()
        if layer_of(path) == layer
        for name in imports(path)
        if name.split(".")[0] in NO_FRAMEWORK - ({"flask"} if layer in {"queries", "actions"} else set())
    ]
    assert wrong == []


def test_views_and_forms_hold_no_sql():
    wrong = [
        f"{path.relative_to(LMS.parent)} imports {name}"
        for path in modules()
        if layer_of(path) in {"views", "forms"} and room_of(path) != "web"
        for name in imports(path)
        if name.split(".")[0] == "sqlalchemy" or name.startswith("lms.core.database")
    ]
    assert wrong == []


def test_nobody_commits_but_the_edge():
    edge = {LMS / "core" / "database.py"}
    wrong = [
        str(path.relative_to(LMS.parent))
        for path in modules()
        if path not in edge and ".commit()" in path.read_text()
    ]
    assert wrong == []


def test_no_room_for_things_without_a_name():
    assert [str(path) for path in LMS.rglob("*") if path.stem in BANNED] == []
