"""What is done with certificates, the names on them, and the keys that sign them."""

from lms.certificates.actions.changing import replace, revoke
from lms.certificates.actions.changes import read_changes, tell_of_changes
from lms.certificates.actions.issuing import issue, issue_earned, issue_if_earned
from lms.certificates.actions.keys import retire_key, signing_key
from lms.certificates.actions.names import confirm_names_of, say_names
from lms.certificates.actions.reminding import remind_of_the_end, remind_to_refresh

__all__ = [
    "confirm_names_of", "issue", "issue_earned", "issue_if_earned", "read_changes", "remind_of_the_end",
    "remind_to_refresh", "replace", "retire_key", "revoke", "say_names", "signing_key", "tell_of_changes",
]  # fmt: skip
