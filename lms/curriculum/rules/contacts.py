"""Whom somebody abroad turns to: how what their own state says and what the country says become one list (E33, E131,
E168). Standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Who it is, in the order in which they are read."""

    EMBASSY = "embassy"
    REPRESENTATIVE = "representative"  # of the ministry of labour of the country of origin
    LABOUR = "labour"
    MIGRATION = "migration"
    AID = "aid"  # free legal aid, organisations of migrants
    VIOLENCE = "violence"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to. `reach` is a number or the address of a site, as it was found on `checked`; without one
    `notes` say where it is to be had. `checked` is None while nobody has compared it with its source."""

    kind: Kind
    names: Mapping[str, str]
    notes: Mapping[str, str]
    reach: str = ""
    checked: date | None = None
    region: str | None = None

    @property
    def call(self) -> str:
        """The number to dial; empty when it is reached otherwise."""
        digits = "".join(each for each in self.reach if each not in " -()")
        return digits if digits.removeprefix("+").isdigit() else ""


def contact_from(said: Mapping[str, Any]) -> Contact:
    """A contact from the published document of a country."""
    checked = said.get("checked")
    return Contact(
        Kind(said["kind"]), said["names"], said.get("notes", {}), said.get("reach", ""),
        date.fromisoformat(checked) if checked else None, said.get("region"),
    )  # fmt: skip


def together(country: Iterable[Contact], origin: Iterable[Contact], region: str | None = None) -> list[Contact]:
    """Those of a country, and those that the state of origin names for all countries: of these only kinds that the
    country has none of itself, so that the first representative known by name replaces “ask where”. What is true in
    one region is said to those bound for it only."""
    own = [each for each in country if each.region in (None, region)]
    kinds = {each.kind for each in own}
    order = list(Kind)
    return sorted([*own, *(each for each in origin if each.kind not in kinds)], key=lambda each: order.index(each.kind))
