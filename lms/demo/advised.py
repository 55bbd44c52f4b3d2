"""The advisory that stands in the demo world: written by the author, approved by the administrator, and not yet read by
the trainer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from lms.accounts.models import User
from lms.advisories import actions as advisories
from lms.advisories.rules import Notice
from lms.core import clock

WORDS = {
    "tg": {
        "title": "Эҳтиёт шавед: паёмҳои қалбакӣ дар бораи патент",
        "text": "Қаллобон ба телефон паём мефиристанд ва барои «дароз кардани патент» пул мепурсанд.\n"
        "Пул нафиристед ва рамзи аз SMS омадаро ба касе нагӯед. Муҳлати ҳуҷҷатро танҳо дар идораи расмӣ санҷед.",
    },
    "ru": {
        "title": "Осторожно: поддельные сообщения о патенте",
        "text": "Мошенники присылают на телефон сообщения и просят деньги за «продление патента».\n"
        "Не переводите деньги и никому не называйте код из SMS. Срок документа проверяйте только в официальном органе.",
    },
    "en": {
        "title": "Take care: false messages about the patent",
        "text": "Swindlers send messages to telephones and ask for money to “extend the patent”.\n"
        "Send no money, and tell nobody the code from an SMS. Check the term of a paper only at an official office.",
    },
}
MODULES = ("ru-patent", "ru-migration-registration")


def advise(users: Mapping[str, User], *, at: datetime) -> None:
    """Let it be written and approved."""
    first = clock.local(at).date()
    notice = Notice(WORDS, first, first + timedelta(days=30), country="RU", modules=MODULES)
    made = advisories.write(notice=notice, by=users["author"].id, at=at - timedelta(hours=3))
    advisories.approve(advisory_id=made.id, seen=advisories.sign(made), by=users["admin"].id, at=at)
