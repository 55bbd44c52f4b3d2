"""Drafts of the demo world: one with the reviewers, who have said two things to it, one that waits for the signature,
and one that writes down that the country of destination agreed to the key messages, one side of it to older ones
(E145)."""

import re
from datetime import datetime, timedelta

from flask import current_app

from lms.accounts.models import User
from lms.core import clock
from lms.curriculum.actions import drafts as authoring
from lms.curriculum.actions import signing
from lms.curriculum.actions.comments import comment
from lms.curriculum.models import Draft
from lms.curriculum.queries import drafts

SUMMARY = re.compile(r'^summary = ".*"$', re.MULTILINE)
COMMENTED, WAITING, AGREED = "train-travel", "bank-account", "kz-working-and-pay"
SUMMARIES = {
    COMMENTED: {
        "tg.md": "Дар роҳи дароз чӣ тавр омода мешавем, ҳуҷҷатҳоро нигоҳ медорем ва бехатар мерасем.",
        "ru.md": "Как подготовиться к долгой дороге, сберечь документы и доехать спокойно.",
        "en.md": "How to prepare for a long way, keep your papers and arrive safely.",
    },
    WAITING: {
        "tg.md": "Ҳисоби бонкӣ ба шумо ва оилаатон чӣ медиҳад ва кортро чӣ тавр эҳтиёт мекунем.",
        "ru.md": "Что счёт в банке даёт вам и семье и как беречь карту.",
        "en.md": "What a bank account gives you and your family, and how to keep the card safe.",
    },
}
SAID = (
    ("tg.md", "what-you-know", "Саволи аввал хуб аст. Лутфан илова кунед, ки чиптаи бозгаштро низ нигоҳ доштан лозим."),
    ("ru.md", "", "Многие едут на автобусе через две границы. Скажите об этом уже в первых словах."),
)

WHO_AGREED = (
    '{{ by = {{ tg = "Намояндаи Қазоқистон ва Сафорати Тоҷикистон (намуна)", '
    'ru = "Представитель Казахстана и посольство Таджикистана (пример)", '
    'en = "A delegate of Kazakhstan and the embassy of Tajikistan (example)" }}, on = {day} }}'
)
AGREED_TO_AN_OLDER = (
    '{{ by = {{ tg = "Намояндаи вазорати меҳнати Қазоқистон (намуна)", '
    'ru = "Представитель министерства труда Казахстана (пример)", '
    'en = "A delegate of the labour ministry of Kazakhstan (example)" }}, on = {day}, until = {until} }}'
)
SINCE_TALKS, SINCE_FIRST_TALKS, SINCE_REWORDED = timedelta(days=12), timedelta(days=200), timedelta(days=40)


def draft_some(users: dict[str, User], *, at: datetime) -> None:
    """Let an author begin three drafts, and a reviewer read one of them."""
    author, reviewer = users["author"].id, users["reviewer"].id
    commented = _draft(COMMENTED, by=author, at=at)
    _draft(WAITING, by=author, at=at)
    _agreement(by=author, at=at)
    for file, screen, text in SAID:
        comment(draft_id=commented.id, text=text, by=reviewer, at=at, file=file, screen=screen)


def _draft(slug: str, *, by: int, at: datetime) -> Draft:
    made = authoring.begin(kind="module", slug=slug, by=by, at=at)
    for file, summary in SUMMARIES[slug].items():
        text = SUMMARY.sub(f'summary = "{summary}"', drafts.text_of(made, file), count=1)
        authoring.write(draft_id=made.id, file=file, text=text, revision=0, by=by, at=at)
    return _hand_in(made, by=by, at=at)


def _agreement(*, by: int, at: datetime) -> Draft:
    """Only here: in the real curriculum nobody has agreed to anything yet. One side agreed to what has been reworded
    since."""
    made = authoring.begin(kind="module", slug=AGREED, by=by, at=at)
    ago = (SINCE_TALKS, SINCE_FIRST_TALKS, SINCE_REWORDED)
    talks, first, reworded = (clock.local(at - each).date() for each in ago)
    agreed = f"agreed = [{WHO_AGREED.format(day=talks)}]"
    lapsed = f"lapsed = [{AGREED_TO_AN_OLDER.format(day=first, until=reworded)}]"
    text = f"{agreed}\n{lapsed}\n{drafts.text_of(made, 'module.toml')}"
    authoring.write(draft_id=made.id, file="module.toml", text=text, revision=0, by=by, at=at)
    return _hand_in(made, by=by, at=at)


def _hand_in(made: Draft, *, by: int, at: datetime) -> Draft:
    return signing.submit(draft_id=made.id, media=current_app.config["MEDIA"], by=by, at=at)
