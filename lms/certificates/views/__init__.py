"""Pages of certificates: for everybody who checks one, for the person who earned it, for the desk."""

from lms.certificates.views import badges, changes, checking, desk, names, own, without_network
from lms.certificates.views.own import panel
from lms.certificates.views.room import blueprint

__all__ = ["badges", "blueprint", "changes", "checking", "desk", "names", "own", "panel", "without_network"]
