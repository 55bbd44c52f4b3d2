"""Who answers what people ask."""

from lms.core.actors import Role

ANSWERERS = (Role.OFFICER, Role.AUTHOR, Role.ADMIN)
