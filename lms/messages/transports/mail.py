"""E-mail by SMTP."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from lms.core import clock
from lms.messages.actions import Letter
from lms.messages.rules import Undeliverable

TIMEOUT = 15.0
PORTS = {"smtp": 25, "smtps": 465}
LASTING = 500  # answers from here on are for good; those below may be tried again (RFC 5321)


@dataclass(frozen=True, slots=True)
class MailServer:
    """An SMTP server. `smtp://` encrypts when the server can, `smtps://` from the beginning; a name and a password are
    only ever sent encrypted."""

    host: str
    port: int
    sender: str
    subject: str
    encrypted: bool = False
    user: str | None = None
    password: str | None = None

    @classmethod
    def at(cls, url: str, *, sender: str, subject: str) -> "MailServer":
        """The server at `smtp://user:password@host:587`. Raises ValueError."""
        told = urlsplit(url)
        if told.scheme not in PORTS or not told.hostname or "@" not in sender:
            raise ValueError("LMS_SMTP_URL must be like smtp://host:587, and LMS_MAIL_FROM an address.")
        return cls(
            host=told.hostname,
            port=told.port or PORTS[told.scheme],
            sender=sender,
            subject=subject,
            encrypted=told.scheme == "smtps",
            user=unquote(told.username) if told.username else None,
            password=unquote(told.password) if told.password else None,
        )

    def __call__(self, letter: Letter) -> None:
        """Hand a message over. Raises Undeliverable when the server refuses the address for good."""
        try:
            message = self._message(letter)
        except ValueError:
            raise Undeliverable from None
        try:
            with self._connection() as server:
                server.send_message(message, self.sender, [letter.address])
        except smtplib.SMTPRecipientsRefused as refused:
            if all(code >= LASTING for code, _said in refused.recipients.values()):
                raise Undeliverable from None
            raise

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, letter.address, self.subject
        message["Date"] = format_datetime(clock.now())
        # The same however often it is sent: a mailbox that has it already can tell.
        message["Message-ID"] = f"<{letter.key}@{self.sender.rpartition('@')[2]}>"
        message["Content-Language"] = letter.language
        message.set_content(letter.body)
        return message

    def _connection(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.encrypted:
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
            server.ehlo_or_helo_if_needed()
            if server.has_extn("starttls"):
                server.starttls(context=context)
            elif self.user:
                server.close()
                raise ConnectionError("this server would read the password unencrypted")
        if self.user:
            server.login(self.user, self.password or "")
        return server
