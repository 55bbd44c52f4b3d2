"""Who works on the curriculum. Reading it is everybody's right (E130)."""

from lms.core.actors import Role

AUTHORS = (Role.AUTHOR, Role.ADMIN)
TEACHERS = (Role.TRAINER, Role.OFFICER, Role.AUTHOR, Role.ADMIN)  # who see how a course is taught
