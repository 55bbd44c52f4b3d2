"""Who acts: the signed-in person as every permission sees them. Standard library only."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person does here. A person may have several roles."""

    TRAINEE = "trainee"
    TRAINER = "trainer"
    OFFICER = "officer"
    AUTHOR = "author"
    MNE = "mne"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role, everywhere (`centre` is None) or in one centre (its code)."""

    role: Role
    centre: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person: enough to answer "may they?", nothing more."""

    user_id: int
    name: str
    language: str
    grants: frozenset[Grant] = field(default_factory=frozenset)

    def has(self, *roles: Role) -> bool:
        """Whether the person has at least one of the roles, anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def everywhere(self, role: Role) -> bool:
        """Whether the person has the role without a limit to a centre."""
        return Grant(role) in self.grants

    def centres(self, role: Role) -> frozenset[str]:
        """Codes of the centres to which the role is limited; says nothing about a role held everywhere."""
        return frozenset(grant.centre for grant in self.grants if grant.role is role and grant.centre)

    def serves(self, role: Role, centre: str | None) -> bool:
        """Whether the person has the role at this centre."""
        return self.everywhere(role) or (centre is not None and centre in self.centres(role))
