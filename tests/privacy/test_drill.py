"""The drill finds nothing of a planted telephone and passport number, and would find what is there."""

import zipfile

import pytest

from lms.core.database import db
from lms.core.encryption import EncryptedText
from lms.core.printing import render_pdf
from lms.drill.cli import drill
from lms.drill.search import finds, spellings

PLANTED = {"telephone": "+992935550199", "passport": "412345678"}


@pytest.fixture
def own_house(new_app, tmp_path):
    app = new_app(TESTING=False, WTF_CSRF_ENABLED=False)
    with app.app_context():
        app.test_client_class = None
        if db.engine.dialect.name == "sqlite":  # its files are looked at where they are
            for file in ("", "-wal"):
                (tmp_path / f"lms.db{file}").symlink_to(f"{db.engine.url.database}{file}")
        yield app


def test_after_a_days_work_nothing_planted_is_found_anywhere(own_house, tmp_path):
    found = drill(own_house, tmp_path)
    assert {path.name: names for path, names in found.items() if names} == {}
    names = {path.name for path in found}
    assert {"rows.txt", "program.log", "reports.xlsx"} <= names
    if db.engine.dialect.name == "sqlite":
        assert {"lms.db", "lms.db-wal", "copy.db"} <= names


@pytest.mark.source
def test_a_column_in_plain_would_be_found(own_house, tmp_path, monkeypatch):
    monkeypatch.setattr(EncryptedText, "process_bind_param", lambda self, value, dialect: value)
    monkeypatch.setattr(EncryptedText, "process_result_value", lambda self, value, dialect: value)
    found = {path.name: names for path, names in drill(own_house, tmp_path).items() if names}
    files = {"lms.db-wal", "copy.db"} if db.engine.dialect.name == "sqlite" else set()
    assert {"rows.txt", *files} <= set(found)


@pytest.mark.source
@pytest.mark.parametrize("form", sorted(spellings("+992935550199")))
def test_every_spelling_is_found(tmp_path, form):
    (tmp_path / "file").write_bytes(b"before " + form + b" after")
    assert "telephone" in finds(tmp_path, PLANTED)[tmp_path / "file"]


@pytest.mark.source
def test_what_is_packed_is_found(tmp_path):
    with zipfile.ZipFile(tmp_path / "file.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("sheet.xml", "<c>412345678</c>")
    assert finds(tmp_path, PLANTED) == {tmp_path / "file.xlsx": ["passport"]}


@pytest.mark.source
def test_what_is_printed_is_found(tmp_path):
    (template := tmp_path / "page.typ").write_text('#set document(title: "-")\n#json(bytes(sys.inputs.data)).said')
    (tmp_path / "page.pdf").write_bytes(render_pdf(template, {"said": f"Call {PLANTED['telephone']}."}))
    assert finds(tmp_path, PLANTED) == {template: [], tmp_path / "page.pdf": ["telephone"]}
