"""Publishing a draft reads what it touches, not everything; and what comes of it is the same."""

from collections import Counter
from pathlib import Path

import pytest

from lms.curriculum import queries
from lms.curriculum.files import folder
from lms.curriculum.queries import checking
from lms.curriculum.rules.layout import touched_by
from tests.factories.drafts import make_draft, sign_and_publish

MEDIA = Path(__file__).parents[2] / "media"
BASES = {"stay": None, "kz-stay": "stay", "kz-here": "kz-stay", "other": None}
LAYERS = ("kz-stay@almaty", "other@north")


@pytest.mark.source
@pytest.mark.parametrize(
    ("kind", "slug", "touched"),
    [
        ("module", "stay", {("module", "stay"), ("module", "kz-stay"), ("module", "kz-here"), ("layer", LAYERS[0])}),
        ("module", "other", {("module", "other"), ("layer", LAYERS[1])}),
        ("layer", LAYERS[0], {("layer", LAYERS[0])}),
        ("programme", "stay", {("programme", "stay")}),
    ],
)
def test_a_module_touches_what_is_laid_over_it_and_a_layer_only_itself(kind, slug, touched):
    assert touched_by(kind, slug, BASES, LAYERS) == touched


@pytest.fixture
def reads(monkeypatch) -> Counter:
    """How often each module was read."""
    found: Counter = Counter()
    read = folder.read_module
    monkeypatch.setattr(folder, "read_module", lambda each: found.update([each.slug]) or read(each))
    return found


def _draft(kind: str = "module", slug: str = "working-and-pay", file: str = "en.md"):
    text = queries.latest(kind, slug).sources[file].replace('title = "', 'title = "New: ', 1)
    return make_draft(kind=kind, slug=slug, **{file.replace(".", "_"): text})


@pytest.mark.source
def test_what_is_read_anew_says_the_same_as_when_everything_is(db_session):
    drafts = [_draft(), _draft("layer", "ru-patent@samara")]
    for each in drafts:
        little = checking.read_to_publish(each, MEDIA)
        whole = checking.read_with(checking.with_draft(each), MEDIA)
        assert (little.faults, whole.faults) == ([], [])
        for kind in ("module", "layer", "programme", "settings", "country"):
            assert {slug: (piece.sources, piece.document) for slug, piece in little.of(kind).items()} == {
                slug: (piece.sources, piece.document) for slug, piece in whole.of(kind).items()
            }, kind


@pytest.mark.source
def test_publishing_reads_what_it_touches_and_pins_it_in_every_programme(db_session, request, reads, count_queries):
    request.addfinalizer(queries.forget)
    before = {each.slug for each in queries.all_programmes() if "working-and-pay" in each.pins}
    draft = _draft()
    reads.clear()
    with count_queries() as asked:
        made = sign_and_publish(draft)
    over_it = {f"{code}-working-and-pay" for code in ("ae", "de", "kr", "kz", "pl", "ro", "tr")}
    modules = {each.slug for each in made if each.kind == "module"}
    assert {"working-and-pay"} <= modules <= {"working-and-pay"} | over_it
    assert set(reads) == {"working-and-pay"} | over_it
    assert (reads["kz-working-and-pay"], reads["working-and-pay"]) == (1, 3)  # and once each to submit and to approve
    assert before <= {each.slug for each in made if each.kind == "programme"}
    assert len(asked) < 110


@pytest.mark.source
def test_what_does_not_fit_what_is_not_read_again_is_found(db_session):
    text = queries.latest("module", "ru-entry-rights").sources
    gone = {name.replace(".", "_"): said.replace("#check-before", "#look-before") for name, said in text.items()
            if name in ("tg.md", "ru.md", "en.md")}  # fmt: skip
    [fault] = checking.read_to_publish(make_draft(slug="ru-entry-rights", **gone), MEDIA).faults
    assert (fault.file, "check-before" in str(fault.cure)) == ("countries/ru/country.toml", True)
    stated = next(
        name for each in queries.modules() for name in each.facts
        if each.country is None and f"[facts.{name}]" in queries.latest("module", each.slug).sources["module.toml"]
    )  # fmt: skip
    fact = f'\n[facts.{stated}]\nvalue = "1"\nsource = "adb-2020"\nchecked = 2026-11-22\nreview_by = 2027-05-31\n'
    facts = queries.latest("module", "money").sources["module.toml"] + fact
    faults = checking.read_to_publish(make_draft(module_toml=facts), MEDIA).faults
    assert any(f"“{stated}” stands in" in str(each.cure) for each in faults)
