"""`flask privacy`: what an installation shows of how it keeps people's data."""

from flask.cli import AppGroup

privacy_commands = AppGroup("privacy", help="How people's data are kept.")
