"""One question of a file woven into those of a module: ids and inserted facts that still fit are kept."""

from collections.abc import Callable, Mapping
from typing import Any

from lms.curriculum.exchange.items import TRUE_FALSE, Item, item_of, tidy
from lms.curriculum.rules.questions import QuestionKind, pair


class Weaver:
    """Makes facts and words of one item, keeping every id and every inserted fact that still fits."""

    def __init__(self, shown: Callable[[Any], Any], item: Item, before: Mapping, said: Mapping, language: str) -> None:
        self.item, self.before, self.said, self.language = item, before, said, language
        self.shown, self.same_kind = shown, before.get("kind") == item.kind

    def woven(self, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The row of questions.toml and the words."""
        kind, item = self.item.kind, self.item
        row = {"id": name, "objective": "", "kind": str(kind)}
        row |= {key: self.before[key] for key in ("picture", "sound") if key in self.before}
        said = {"text": self._kept(self.said.get("text"), item.text)}
        said |= {"picture": self.said["picture"]} if "picture" in self.said else {}
        said["explain"] = self._kept(self.said.get("explain"), item.explain)
        if kind == QuestionKind.NUMBER:
            self._number(row, said)
        else:
            self._options(row, said)
        return row, said

    def _kept(self, before: str | None, now: str) -> str:
        """The text as it was written, with its facts by name, when it still reads the same."""
        return before if before is not None and tidy(self.shown(before)) == now else now

    def _number(self, row: dict, said: dict) -> None:
        was = [str(each) for each in self.before.get("correct", [])] if self.same_kind else []
        known = item_of({**self.shown(dict(self.before)), "id": ""}, {}) if was else None
        row["correct"] = self.before["correct"] if known and known.number == self.item.number else [self.item.number]
        if known and known.tolerance == self.item.tolerance:
            row |= {"tolerance": self.before["tolerance"]} if "tolerance" in self.before else {}
        elif self.item.tolerance != "0":
            row["tolerance"] = self.item.tolerance
        if unit := self.item.unit or self.said.get("unit"):
            said["unit"] = self._kept(self.said.get("unit"), unit)

    def _options(self, row: dict, said: dict) -> None:
        kind, options = self.item.kind, self.item.options
        if kind == QuestionKind.TRUE_FALSE:
            names = [each.text for each in options]
            texts = dict(zip(("true", "false"), TRUE_FALSE.get(self.language, TRUE_FALSE["en"]), strict=True))
            said["options"] = {each: self.said.get("options", {}).get(each, texts[each]) for each in names}
        else:
            names = self._named("options", [each.text for each in options])
            said["options"] = self._texts("options", names, [each.text for each in options])
        row["options"] = self._order(names, "options", shuffle=kind == QuestionKind.ORDERING)
        if kind == QuestionKind.MATCHING:
            self._matches(row, said, names)
        elif kind == QuestionKind.ORDERING:
            row["correct"] = names
        else:
            right = [name for name, each in zip(names, options, strict=True) if each.right]
            was = self.before.get("correct", [])
            row["correct"] = was if self.same_kind and set(was) == set(right) else right
        said["options"] = {name: said["options"][name] for name in row["options"]}
        self._feedback(said, names)

    def _matches(self, row: dict, said: dict, names: list[str]) -> None:
        texts = list(dict.fromkeys([*(each.match for each in self.item.options), *self.item.spare]))
        matches = self._named("matches", texts)
        by_text = dict(zip(texts, matches, strict=True))
        words = self._texts("matches", matches, texts)
        row["matches"] = self._order(matches, "matches", shuffle=True)
        said["matches"] = {name: words[name] for name in row["matches"]}
        right = [pair(name, by_text[each.match]) for name, each in zip(names, self.item.options, strict=True)]
        was = self.before.get("correct", [])
        row["correct"] = was if self.same_kind and set(was) == set(right) else right

    def _named(self, table: str, texts: list[str]) -> list[str]:
        """Ids for texts: those they had; a text that was only reworded keeps the id of its place."""
        before = list(self.before.get(table, ())) if self.same_kind else []
        words = {tidy(self.shown(text)): name for name, text in reversed(self.said.get(table, {}).items())}
        names = [name if (name := words.get(text)) in before else None for text in texts]
        free = [name for name in before if name not in names] if len(before) == len(texts) else []
        fresh = (name for n in range(1, 99) if (name := f"{table[:-1].removesuffix('e')}-{n}") not in before)
        return [name or (free.pop(0) if free else next(fresh)) for name in names]

    def _texts(self, table: str, names: list[str], texts: list[str]) -> dict[str, str]:
        was = self.said.get(table, {}) if self.same_kind else {}
        return {name: self._kept(was.get(name), text) for name, text in zip(names, texts, strict=True)}

    def _order(self, names: list[str], table: str, *, shuffle: bool) -> list[str]:
        """As they stood; new ones of an order or of matches are moved on, so that the file's order tells nothing."""
        was = list(self.before.get(table, ()))
        if set(was) == set(names):
            return was
        return names[1:] + names[:1] if shuffle else names

    def _feedback(self, said: dict, names: list[str]) -> None:
        now = {name: each.feedback for name, each in zip(names, self.item.options, strict=True)}
        was = self.said.get("feedback", {})
        if self.item.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING):  # of these not every format can say it
            now = {name: now[name] or was.get(name, "") for name in names}
        found = {name: self._kept(was.get(name), text) for name, text in now.items() if text}
        if found:
            said["feedback"] = {name: found[name] for name in said["options"] if name in found}
