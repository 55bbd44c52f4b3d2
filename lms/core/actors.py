"""Who acts: the signed-in person as every permission sees them. Standard library only."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person does here. A person may have several roles."""

    TRAINEE = "trainee"
    TRAINER = "trainer"
    OFFICER = "officer"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    MNE = "mne"
    CHECKER = "checker"
    PARTNER = "partner"
    ADMIN = "admin"


class Within(StrEnum):
    """What a role is limited to. Of a provider, a district or a region: the centres it has at the moment."""

    CENTRE = "centre"
    PROVIDER = "provider"
    DISTRICT = "district"
    REGION = "region"


# Who works on the curriculum or keeps the system does so for everybody: these roles cannot be limited.
EVERYWHERE_ONLY = frozenset({Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.CHECKER, Role.ADMIN})
# Another agency works for its own area only: a role of it without a limit would open all areas by one missing choice.
LIMITED_ONLY = frozenset({Role.PARTNER})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role, everywhere (`code` is None) or within one place (its code; of a district "region/district")."""

    role: Role
    code: str | None = None
    within: Within = Within.CENTRE


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person: enough to answer "may they?", nothing more. A grant within a wider place comes with grants
    for each centre there: permissions ask about centres only."""

    user_id: int
    language: str
    grants: frozenset[Grant] = field(default_factory=frozenset)

    def has(self, *roles: Role) -> bool:
        """Whether the person has at least one of the roles, anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def everywhere(self, *roles: Role) -> bool:
        """Whether the person has one of the roles without a limit."""
        return any(Grant(role) in self.grants for role in roles)

    def centres(self, *roles: Role) -> frozenset[str]:
        """Codes of the centres to which the roles are limited; says nothing about a role held everywhere."""
        return frozenset(
            grant.code for grant in self.grants
            if grant.role in roles and grant.within is Within.CENTRE and grant.code
        )  # fmt: skip

    def serves(self, role: Role, centre: str | None) -> bool:
        """Whether the person has the role at this centre."""
        return self.everywhere(role) or (centre is not None and centre in self.centres(role))
