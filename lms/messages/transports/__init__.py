"""Ways out of the house. The setting MESSAGES_TRANSPORT chooses them."""

from collections.abc import Callable, Mapping

from flask import current_app

from lms.messages.actions import Letter
from lms.messages.rules import Channel
from lms.messages.transports.gateway import Gateway
from lms.messages.transports.local import to_console, to_file
from lms.messages.transports.mail import MailServer

# A way returns when the message is out, raises Undeliverable when it never will be, anything else to be tried again.
Way = Callable[[Letter], None]
LOCAL: dict[str, Way] = {"console": to_console, "file": to_file}
KINDS = ("paper", *LOCAL, "gateway")


def ways() -> Mapping[Channel, Way]:
    """What carries each channel here; what is not carried is printed. Raises ValueError when settings are wrong."""
    config = current_app.config
    chosen = config["MESSAGES_TRANSPORT"]
    if chosen not in KINDS:
        raise ValueError(f"LMS_MESSAGES_TRANSPORT must be one of: {', '.join(KINDS)}.")
    if chosen in LOCAL:
        return {Channel.SMS: LOCAL[chosen], Channel.EMAIL: LOCAL[chosen]}
    found: dict[Channel, Way] = {}
    if chosen == "gateway" and config["SMS_GATEWAY"]:
        found[Channel.SMS] = Gateway.read(config["SMS_GATEWAY"], secret=config["SMS_SECRET"])
    if chosen == "gateway" and config["SMTP_URL"]:
        found[Channel.EMAIL] = MailServer.at(
            config["SMTP_URL"], sender=config["MAIL_FROM"], subject=config["SITE_NAME"]
        )
    return found
