"""The tail is capped: what grows too long is split by noun. What all may call is named, documented and typed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import test_floors as house
from tests.architecture.test_floors import modules, said, tree

pytestmark = pytest.mark.source

LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 250, 40, 150
TYPED = {"rules", "queries", "actions"}


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def long_modules() -> Iterator[str]:
    return (said(path, f"has {n} lines") for path in modules() if (n := length(path)) > LONGEST_MODULE)


def long_templates() -> Iterator[str]:
    found = (path for path in house.LMS.rglob("templates/**/*") if path.is_file())
    return (said(path, f"has {n} lines") for path in found if (n := length(path)) > LONGEST_TEMPLATE)


def long_functions() -> Iterator[str]:
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                n = node.end_lineno - node.lineno + 1
                if n > LONGEST_FUNCTION:
                    yield said(path, f"{node.name} has {n} lines")


def mute_functions() -> Iterator[str]:
    for path in modules():
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                if not node.name.startswith("_") and not ast.get_docstring(node):
                    yield said(path, f"{node.name} does not say what it means")


def bare_functions() -> Iterator[str]:
    for path in modules():
        if TYPED & {part.removesuffix(".py") for part in path.relative_to(house.LMS).parts}:
            for node in tree(path).body:
                if isinstance(node, ast.FunctionDef) and (
                    node.returns is None or any(a.annotation is None for a in [*node.args.args, *node.args.kwonlyargs])
                ):
                    yield said(path, f"{node.name} lacks types")


WATCHED = (long_modules, long_templates, long_functions, mute_functions, bare_functions)


@pytest.mark.parametrize("watch", WATCHED)
def test_nothing_is_too_long_or_mute(watch):
    assert list(watch()) == []


LINES = "    pass\n"


@pytest.mark.parametrize(
    ("watch", "file", "just_right", "fault"),
    [
        (long_modules, "web/pages.py", "\n" * 250, "\n" * 251),
        (long_templates, "web/templates/web/page.html", "\n" * 150, "\n" * 151),
        (long_functions, "web/pages.py", "def page():\n" + 39 * LINES, "def page():\n" + 40 * LINES),
        (long_functions, "web/pages.py", "", "class Page:\n    async def show(self):\n" + 40 * ("    " + LINES)),
        (mute_functions, "web/pages.py", "def _own():\n    pass", "def page():\n    pass"),
        (mute_functions, "web/pages.py", 'class Page:\n    """One page."""', "class Page:\n    pass"),
        (bare_functions, "web/rules.py", "def n(*, of: int) -> int:\n    pass", "def n(*, of) -> int:\n    pass"),
        (bare_functions, "web/queries/pages.py", "", "def n(of: int):\n    pass"),
    ],
)
def test_a_fault_would_be_found(tmp_path, monkeypatch, watch, file, just_right, fault):
    found = []
    for n, text in enumerate((just_right, fault)):
        monkeypatch.setattr(house, "LMS", tmp_path / str(n) / "lms")
        path = house.LMS / file
        path.parent.mkdir(parents=True)
        path.write_text(text)
        found.append(len(list(watch())))
    assert found == [0, 1]
