"""The retention plan of this installation."""

import tomllib

from flask import current_app

from lms.privacy.rules.retention import Plan, plan_of


def plan() -> Plan:
    """The plan in the file that the settings name. Raises ValueError with what is wrong in it, OSError."""
    return plan_of(tomllib.loads(current_app.config["RETENTION"].read_text(encoding="utf-8")))
