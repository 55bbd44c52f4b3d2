"""The advisory, the emergency with its lesson (E140) and the news that stand in the demo world: written by the author,
approved by the administrator, and not yet read by the trainer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from lms.accounts.models import User
from lms.advisories import actions as advisories
from lms.advisories.rules import Notice, Topic
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
# An emergency in one region only: it brings a lesson along, and whoever is bound there is told.
FROST = {
    "tg": {
        "title": "Новосибирск: сармои сахт",
        "text": "Ба вилояти Новосибирск сармои сахт меояд. Пурсед, ки беморхона ва ҷойи гарм дар куҷост. "
        "Дар кӯча танҳо наистед.\n"
        "Дар утоқ оташ ё мангал наафрӯзед: дуд мекушад. Дарси ёрии аввалро имрӯз хонед.",
    },
    "ru": {
        "title": "Новосибирск: сильный мороз",
        "text": "В Новосибирскую область идёт сильный мороз. Узнайте, где больница и где можно согреться. "
        "Не оставайтесь на улице одни.\n"
        "Не разводите огонь и не ставьте мангал в комнате: угарный газ убивает. "
        "Прочитайте сегодня урок о первой помощи.",
    },
    "en": {
        "title": "Novosibirsk: hard frost",
        "text": "Hard frost is coming to Novosibirsk Region. Find out where the hospital is and where to get warm. "
        "Do not stay outside alone.\n"
        "Light no fire and no grill in a room: its gas kills. Read the lesson on first aid today.",
    },
}
FROST_REGION, FROST_LESSON = "novosibirsk", "first-aid"
# News of the companion: true, and of those who come back and those who want to use their trade.
NEWS = {
    "tg": {
        "title": "Олмон: касбатонро чӣ тавр эътироф мекунанд",
        "text": "Дар Олмон барои бисёр касбҳо аввал дипломро эътироф мекунанд. Дар портали расмӣ касбро интихоб кунед: "
        "он нишон медиҳад, ки ба кадом идора муроҷиат кунед ва кадом ҳуҷҷатҳо лозиманд.",
    },
    "ru": {
        "title": "Германия: как признают Вашу профессию",
        "text": "В Германии для многих профессий сначала признают диплом. На официальном портале выберите профессию: "
        "он покажет, в какое учреждение обратиться и какие нужны документы.",
    },
    "en": {
        "title": "Germany: how your trade is recognised",
        "text": "In Germany a diploma is recognised first for many trades. Choose your trade on the official portal: "
        "it shows which office to ask and which papers are needed.",
    },
}
SOURCE = "anerkennung-in-deutschland.de"


def advise(users: Mapping[str, User], *, at: datetime) -> None:
    """Let it be written and approved."""
    first = clock.local(at).date()
    notice = Notice(WORDS, first, first + timedelta(days=30), country="RU", modules=MODULES)
    news = Notice(
        NEWS, first, first + timedelta(days=120), country="DE", topic=Topic.SKILLS, source=SOURCE, checked_on=first
    )
    frost = Notice(
        FROST, first, first + timedelta(days=14), country="RU", region=FROST_REGION, lesson=FROST_LESSON, tells=True
    )
    for each in (notice, frost, news):
        made = advisories.write(notice=each, by=users["author"].id, at=at - timedelta(hours=3))
        advisories.approve(advisory_id=made.id, seen=advisories.sign(made), by=users["admin"].id, at=at)
