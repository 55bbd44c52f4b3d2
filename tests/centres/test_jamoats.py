import pytest

from lms.centres import queries

GOOD = "code,region,district,tg,ru\nsomon-1,sughd,khujand,Гулакандоз,Гулакандоз\nsino-1,drs,vahdat,Чуянгарон,\n"


@pytest.fixture
def bring(app, db_session, tmp_path):
    """Import a table of these lines; returns the exit code and what was said."""

    def run(text: str) -> tuple[int, str]:
        file = tmp_path / "jamoats.csv"
        file.write_bytes(text.encode("utf-8-sig"))
        result = app.test_cli_runner().invoke(args=["centres", "import-jamoats", str(file)])
        return result.exit_code, result.output

    return run


def test_jamoats_come_from_a_table_and_are_corrected_by_the_next(bring):
    assert bring(GOOD) == (0, "Jamoats added: 2, changed: 0.\n")
    assert [(each.code, each.names) for each in queries.jamoats()] == [
        ("sino-1", {"tg": "Чуянгарон"}), ("somon-1", {"tg": "Гулакандоз", "ru": "Гулакандоз"}),
    ]  # fmt: skip
    assert bring(GOOD.replace("Чуянгарон", "Чорбоғ")) == (0, "Jamoats added: 0, changed: 1.\n")


@pytest.mark.parametrize("between", [";", "\t"])
def test_a_table_may_have_semicolons_or_tabs_as_spreadsheets_write_it_here(bring, between):
    assert bring(GOOD.replace(",", between)) == (0, "Jamoats added: 2, changed: 0.\n")
    assert queries.jamoats()[0].names == {"tg": "Чуянгарон"}


def test_an_empty_file_is_no_table(bring):
    assert [bring(text) for text in ("", "\n")] == [(1, "Error: This file is empty.\n")] * 2


def test_one_wrong_row_and_nothing_is_imported_but_every_wrong_row_is_named(bring):
    code, said = bring(GOOD + "Big,sughd,moon,A\nsino-1,drs,vahdat,B\nx,drs,vahdat,\n")
    assert (code, queries.jamoats()) == (1, [])
    assert said.splitlines() == [
        "Line 4: the code “Big” is not made of small Latin letters, digits and hyphens.",
        "Line 4: there is no region and district “sughd/moon”: use their ids from country.toml.",
        "Line 5: the code “sino-1” stands in the file twice.",
        "Line 6: “x” has no name in any language.",
        "Error: Nothing was imported. Please mend these lines and try again.",
    ]


@pytest.mark.parametrize("text", ["code;region\n1;2\n", "код,вилоят\nа,б\n"])
def test_a_table_of_another_kind_is_not_taken(bring, text):
    code, said = bring(text)
    assert (code, "the column" in said) == (1, True)


def test_jamoats_of_the_chosen_district_are_suggested_and_anything_may_be_typed(bring, client):
    bring(GOOD)
    client.speak("ru")
    assert client.get("/jamoats?home=sughd/khujand").json == ["Гулакандоз"]
    assert client.get("/jamoats?home=moon").json == client.get("/jamoats").json == []
    assert queries.jamoat_names("tg", None) == ["Гулакандоз", "Чуянгарон"]
    assert queries.jamoat_names("tg", "drs/vahdat") == ["Чуянгарон"]
