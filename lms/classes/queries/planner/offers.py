"""What people are enrolled in and classes teach, as courses of the planner."""

from dataclasses import dataclass

from lms.curriculum.rules.programme import Programme, Variant


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant of a programme edition as a course of the planner."""

    programme: Programme
    variant: Variant

    @property
    def id(self) -> str:
        """Its number in the planner's world."""
        return course_id(self.programme.edition_id, self.variant.id)


def course_id(edition_id: int, variant: str) -> str:
    """How the planner calls a variant of an edition."""
    return f"{edition_id}/{variant}"
