"""What is done with certificates, and with the keys that sign them."""

from lms.certificates.actions.certificates import issue, issue_earned, issue_if_earned, replace, revoke
from lms.certificates.actions.keys import retire_key, signing_key

__all__ = ["issue", "issue_earned", "issue_if_earned", "replace", "retire_key", "revoke", "signing_key"]
