"""Questions of a file laid over those of a module: what has not changed stays letter for letter."""

import tomllib
from dataclasses import replace

import pytest

from lms.curriculum.exchange import gift, moodle
from lms.curriculum.exchange.items import Item, Option
from lms.curriculum.exchange.merging import ROWS, Part, Status, Stock, merged

FACTS = {"days": {"value": "15"}}
FILES = {
    ROWS: """# Asked after the lesson.

[[questions]]
id = "who"
objective = "know"
kind = "choice"
options = ["me",  "boss"]   # in this order
correct = ["me"]

[[questions]]
id = "days"
objective = "know"
kind = "number"
correct = ["{{days}}"]
""",
    "questions.en.toml": """[who]
text = "Who keeps it?"
explain = "You, for {{days}} days."

[who.options]
me = "I"
boss = "The boss"

[days]
text = "How many days?"
explain = "{{days}} days."
unit = "days"
""",
    "questions.tg.toml": """[who]
text = "Кӣ?"
explain = "Худатон."

[who.options]
me = "Ман"
boss = "Корфармо"

[days]
text = "Чанд рӯз?"
explain = "{{days}} рӯз."
""",
}


def lay(items: list[Item], files: dict[str, str] = FILES, languages: tuple[str, ...] = ("tg", "en")):
    return merged(
        Stock(files, FACTS), items, language="en", languages=languages, objectives=("know", "other"), objective="other"
    )


@pytest.mark.parametrize("form", [gift, moodle])
@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_what_went_out_of_the_curriculum_and_came_back_changes_nothing(courses, form, language):
    for piece in courses.of("module").values():
        facts = piece.document["facts"]
        stock = Stock(piece.sources, facts)
        items = stock.items(language)
        assert [each.id for each in items] == [each["id"] for each in piece.document["questions"]]
        back = form.read(form.written(items)[0])
        found = merged(stock, back.items, language=language, languages=("tg", "ru", "en"), objective="?",
                       objectives=piece.document["objectives"])  # fmt: skip
        assert ([each.status for each in found.changes], found.lacking) == ([Status.SAME] * len(back.items), [])
        assert all(found.files[name] == piece.sources.get(name, "") for name in found.files), piece.slug


def test_a_changed_sentence_changes_that_sentence_only():
    who, days = Stock(FILES, FACTS).items("en")
    found = lay([replace(who, text="Who keeps the passport?"), days])
    assert [(each.id, each.status, each.parts) for each in found.changes] == [
        ("who", Status.CHANGED, (Part.TEXT,)), ("days", Status.SAME, ()),
    ]  # fmt: skip
    assert found.files["questions.en.toml"] == FILES["questions.en.toml"].replace("keeps it", "keeps the passport")
    assert tomllib.loads(found.files[ROWS]) == tomllib.loads(FILES[ROWS])
    assert found.files[ROWS].startswith("# Asked after the lesson.\n\n[[questions]]\nid = \"who\"")


def test_a_reworded_option_keeps_its_id_and_a_right_number_its_fact():
    who, days = Stock(FILES, FACTS).items("en")
    found = lay([replace(who, options=(Option("Myself", True), Option("The boss", False, "Never."))), days])
    said = tomllib.loads(found.files["questions.en.toml"])["who"]
    assert (said["options"], said["feedback"]) == ({"me": "Myself", "boss": "The boss"}, {"boss": "Never."})
    assert found.changes[0].parts == (Part.ANSWERS, Part.FEEDBACK)
    assert 'correct = ["{{days}}"]' in found.files[ROWS]
    other = lay([replace(days, number="10")])
    assert (other.changes[0].parts, 'correct = ["10"]' in other.files[ROWS]) == ((Part.RIGHT,), True)


def test_a_new_question_gets_a_name_and_is_missing_in_the_other_languages():
    new = Item("matching", "What is for what?", "So.", (Option("A", match="x"), Option("B", match="y")), ("z",))
    found = lay([new])
    row = tomllib.loads(found.files[ROWS])["questions"][-1]
    assert (found.changes[0].id, row["objective"], sorted(row["correct"])) == (
        "question-1", "other", ["option-1=match-1", "option-2=match-2"],
    )  # fmt: skip
    assert found.lacking and {file for file, _ in found.lacking} == {"questions.tg.toml"}
    again = Stock({**FILES, **found.files}, FACTS).items("en")[-1]
    assert (set(again.options), again.spare) == (set(new.options), new.spare)


def test_the_order_in_the_file_does_not_tell_the_right_order():
    found = lay([Item("ordering", "In which order?", "So.", tuple(map(Option, ("one", "two", "three"))))])
    row = tomllib.loads(found.files[ROWS])["questions"][-1]
    assert row["correct"] == ["option-1", "option-2", "option-3"]
    assert row["options"] == ["option-2", "option-3", "option-1"]
    assert Stock({**FILES, **found.files}, FACTS).items("en")[-1].options[0].text == "one"


def test_a_layer_holds_only_what_it_changes():
    base = {f"base/{name}": text for name, text in FILES.items()}
    who, days = Stock(base, FACTS).items("en")
    found = lay([replace(who, explain="The law says so."), days], base)
    assert [each["id"] for each in tomllib.loads(found.files[ROWS])["questions"]] == ["who"]
    assert list(tomllib.loads(found.files["questions.en.toml"])) == ["who"]
