"""Where an installation keeps its things."""

from pathlib import Path

import pytest

import lms.app
from lms.core.config import settings

pytestmark = pytest.mark.source


def test_an_instance_named_from_here_is_one_folder_for_everything(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LMS_INSTANCE", "inst")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    config = lms.app.create_app({"PERSONAL_KEYS": []}).config
    assert (config["SQLALCHEMY_DATABASE_URI"], config["UPLOADS"]) == (
        f"sqlite:///{tmp_path / 'inst' / 'lms.db'}", tmp_path / "inst" / "media",
    )  # fmt: skip


def test_a_folder_of_courses_or_media_named_from_here_is_the_same_from_elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = settings(tmp_path, {"LMS_COURSES": "ours", "LMS_MEDIA": "pictures"})
    assert (made["COURSES"], made["MEDIA"]) == (Path(tmp_path, "ours"), Path(tmp_path, "pictures"))
