"""The tail is capped: what grows too long is split by noun."""

import ast

from tests.architecture.test_floors import LMS, modules

LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 250, 40, 150


def test_modules_are_short():
    long = {path.relative_to(LMS): n for path in modules() if (n := path.read_text().count("\n")) > LONGEST_MODULE}
    assert long == {}


def test_functions_are_short():
    long = {
        f"{path.relative_to(LMS)}:{node.name}": node.end_lineno - node.lineno
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno > LONGEST_FUNCTION
    }
    assert long == {}


def test_templates_are_short():
    long = {
        path.relative_to(LMS): n
        for path in LMS.rglob("*.html")
        if (n := path.read_text().count("\n")) > LONGEST_TEMPLATE
    }
    assert long == {}


def test_public_functions_say_what_they_mean():
    mute = [
        f"{path.relative_to(LMS)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert mute == []


def test_rules_queries_and_actions_carry_types():
    bare = [
        f"{path.relative_to(LMS)}:{node.lineno} {node.name}"
        for path in modules()
        if {"rules", "queries", "actions"} & {part.removesuffix(".py") for part in path.parts}
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and (node.returns is None or any(a.annotation is None for a in [*node.args.args, *node.args.kwonlyargs]))
    ]
    assert bare == []
