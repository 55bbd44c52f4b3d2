"""What Jinja says nothing of: a macro that lacks a word draws nothing in its place, and a name of a page that the whole
house has too is the page's everywhere on it. Each check meets a deliberate fault."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

pytestmark = pytest.mark.source

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pages(app) -> dict[str, nodes.Template]:
    paths = {path.as_posix().partition("/templates/")[2]: path for path in ROOT.glob("lms/*/templates/**/*.html")}
    return {name: app.jinja_env.parse(path.read_text()) for name, path in paths.items()}


def imports(page: nodes.Template) -> Iterator[tuple[str, bool]]:
    """Which templates it imports macros from, and whether with its context."""
    for each in page.find_all((nodes.FromImport, nodes.Import)):
        yield each.template.value, each.with_context


def lacks(pages: Mapping[str, nodes.Template], environment: Environment, name: str) -> set[str]:
    """The words that its macros, and those that it imports with its context, have from whoever imports them."""
    set_here = {each.target.name for each in pages[name].find_all(nodes.Assign) if isinstance(each.target, nodes.Name)}
    own = meta.find_undeclared_variables(pages[name]) - set(environment.globals) - set_here
    return own.union(*(lacks(pages, environment, other) for other, along in imports(pages[name]) if along))


def blind_imports(pages: Mapping[str, nodes.Template], environment: Environment) -> list[str]:
    return [
        f"{name} imports {other} without its context, and it needs {', '.join(sorted(needed))}"
        for name, page in pages.items()
        for other, along in imports(page)
        if not along and (needed := lacks(pages, environment, other))
    ]


def hidden(pages: Mapping[str, nodes.Template], environment: Environment) -> list[str]:
    """Names imported by pages that those of the house have too: the layout would call the page's."""
    return [
        f"{name} imports {called}"
        for name, page in pages.items()
        for each in page.find_all(nodes.FromImport)
        for called in (one[1] if isinstance(one, tuple) else one for one in each.names)
        if called in environment.globals
    ]


def test_what_is_imported_without_the_context_needs_none(app, pages):
    assert blind_imports(pages, app.jinja_env) == []


def test_a_macro_that_lacks_a_word_is_found(app):
    texts = {
        "a": '{% from "b" import deep %}{{ deep() }}',
        "b": '{% from "c" import low with context %}{% macro deep() %}{{ low() }}{% endmacro %}',
        "c": "{% macro low() %}{{ language }}{% endmacro %}",
    }
    faulty = {name: app.jinja_env.parse(text) for name, text in texts.items()}
    assert blind_imports(faulty, app.jinja_env) == ["a imports b without its context, and it needs language"]


def test_no_page_hides_what_the_house_calls(app, pages):
    assert hidden(pages, app.jinja_env) == []


def test_a_hidden_name_is_found(app):
    faulty = {"a": app.jinja_env.parse('{% from "b" import other, some as top_of_page %}')}
    assert hidden(faulty, app.jinja_env) == ["a imports top_of_page"]
