"""A module's folder, alone or laid over another: what it does not say, it takes from the one below.

A country's module may be laid over a general one (`base` in its module.toml), and a region's over its country's. What
comes out is one whole module; the one below is left as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.curriculum.files.faults import Fault
from lms.curriculum.files.laying import read_source
from lms.curriculum.files.texts import BROUGHT, LENGTHS, Text, read_text
from lms.curriculum.files.toml import NOT_UTF_8, read_toml
from lms.curriculum.rules.cures import Cure
from lms.curriculum.rules.cures import cure as _l
from lms.curriculum.rules.layout import BELOW

SOUNDS = (".mp3", ".opus")
UPLOADS = "uploads/"
ADDED = frozenset({"topics", "objectives", "sources"})  # lists of module.toml to which a layer adds
BY_ID = frozenset({"questions", "activity"})  # rows that a layer replaces one by one


@dataclass
class Folder:
    """Where a module is, and what reading it needs to know of the rest."""

    path: Path
    root: Path
    media: Path
    slug: str
    stage: str
    country: str | None
    languages: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, Any]
    known_facts: Mapping[str, Any]
    region: str | None = None
    below: "Folder | None" = None
    uploads: Path | None = None
    faults: list[Fault] = field(default_factory=list)
    own_files: dict[str, str] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, str]:
        """Every file that was read: its name → what is written there."""
        under = self.below.files if self.below else {}
        return {**{BELOW + name: text for name, text in under.items()}, **self.own_files}

    def name(self, file: str) -> str:
        """The file's name as its author knows it."""
        return str((self.path / file).relative_to(self.root))

    def has(self, file: str) -> bool:
        """Whether the file is here or below."""
        return (self.path / file).exists() or (self.below is not None and self.below.has(file))

    def speaks(self, language: str) -> bool:
        """Whether a lesson is written in a language that is not required: here, or below a layer that changes no
        words. What a layer says in other languages must not go lost in this one."""
        if (self.path / f"{language}.md").exists():
            return True
        says = any(self.path.glob("*.md")) or any(self.path.glob("questions.*.toml"))
        return not says and self.below is not None and self.below.speaks(language)

    def has_picture(self, name: str) -> bool:
        """Whether the picture is in `media/`, or has the name of one that an author brought along in the browser: its
        digest, which nobody else gives out."""
        return bool(BROUGHT.fullmatch(name)) or (self.media / self.path.name / name).exists()

    def media_file(self, name: str) -> Path:
        """Where a file of `media/` lies. What authors brought along in the browser lies in the installation, or came
        with the folder."""
        if not name.startswith(UPLOADS):
            return self.media / name
        came = self.root / name
        return came if self.uploads is None or came.exists() else self.uploads / name.removeprefix(UPLOADS)

    def fault(self, file: str, cure: Cure, id: str = "", *, at: str | None = None) -> None:
        """Note something to put right: in the first line where the `id` stands, or the words `at`, if one is given."""
        source = (self._keep(file) or "") if id or at else ""
        forms = (at,) if at else (f'"{id}"', f"[{id}]", f"{{#{id}")
        found = min((place for form in forms if (place := source.find(form)) >= 0), default=-1)
        self.faults.append(Fault(self.name(file), source.count("\n", 0, found) + 1 if found >= 0 else 0, cure))

    def toml(self, file: str) -> dict[str, Any]:
        """What a TOML file says, over what that of the folder below says."""
        under = self.below.toml(file) if self.below else {}
        if self.below and self.below.country != self.country:
            for name in ("agreed", "lapsed"):
                under.pop(name, None)  # each destination agrees for itself
        if self._keep(file) is None and self.below:
            return under
        return laid_over(under, read_toml(self.path / file, self.root, self.faults))

    def text(self, file: str, facts: Mapping, labels: Mapping) -> Text:
        """A lesson or session plan: its screens over those of the folder below."""
        under = self.below.text(file, facts, labels) if self.below else Text()
        source = self._keep(file)
        if source is None:
            if not self.below:
                self.fault(file, _l("This file is missing: write it."))
            return under
        own = read_text(source, file=self.name(file), folder=self.path.name, facts=facts, labels=labels)
        if file.startswith("trainer."):  # plans are read by trainers at a desk: no limit of words a screen
            own.faults = [each for each in own.faults if each.cure.sentence not in LENGTHS]
        self.faults += own.faults
        for picture in own.pictures:
            if not self.has_picture(picture):
                self.fault(file, no_picture(self.path.name, picture))
        own.front = laid_over(under.front, own.front)
        own.screens = self._screens_over(file, under.screens, own) if self.below else own.screens
        return own

    def _screens_over(self, file: str, under: list[dict], own: Text) -> list[dict[str, Any]]:
        screens, before = list(under), None
        for screen in own.screens:
            ids = [each["id"] for each in screens]
            after = own.after.get(screen["id"], before)
            if screen["id"] in ids:
                screens[ids.index(screen["id"])] = screen
            elif after in ids:
                screens.insert(ids.index(after) + 1, screen)
            else:
                self.fault(file, _l(
                    "Say after which screen “%(name)s” comes: %(form)s.", name=screen["id"],
                    form=f"{{#{screen['id']} after=…}}",
                ), screen["id"])  # fmt: skip
            before = screen["id"]
        return screens

    def _keep(self, file: str) -> str | None:
        """The source of a file of this very folder, remembered; None when there is none."""
        if file not in self.own_files and (self.path / file).exists():
            self.own_files[file] = read_source(self.path / file)
            if "\ufffd" in self.own_files[file] and file.endswith(".md"):  # of TOML its reader says so
                self.fault(file, NOT_UTF_8)
        return self.own_files.get(file)


def no_picture(folder: str, name: str) -> Cure:
    """What is to be done about a picture that is not there."""
    return _l("The picture media/%(folder)s/%(name)s is missing.", folder=folder, name=name)


def laid_over(under: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`own` over `under`: tables are joined, topics, objectives and sources added to, questions and activities
    replaced by their ids; of everything else the upper one holds."""
    joined = dict(under)
    for key, value in own.items():
        before = under.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            joined[key] = {**before, **value}
        elif key in ADDED and isinstance(before, list):
            joined[key] = before + [each for each in value if each not in before]
        elif key in BY_ID and isinstance(before, list):
            joined[key] = _rows_over(before, value)
        else:
            joined[key] = value
    return joined


def _rows_over(before: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = {each.get("id"): each for each in before}
    return list({**rows, **{each.get("id"): each for each in own}}.values())


def heard(folder: Folder, name: str, language: str) -> dict[str, str]:
    """Where a screen can be heard, if the folder of its module's media brings a recording along."""
    files = (f"{name}.{language}{kind}" for kind in SOUNDS)
    found = next((each for each in files if (folder.media / folder.path.name / each).exists()), None)
    return {"sound": f"/media/{folder.path.name}/{found}"} if found else {}
