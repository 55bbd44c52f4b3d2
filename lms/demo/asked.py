"""What people asked without a name in the demo world: one answered for everybody, one that waits, and one that tells
the administrators of a centre."""

from datetime import datetime

from lms.companion import actions as companion

ASKED = (
    ("Бо визаи сайёҳӣ дар Олмон кор кардан мумкин аст?", "DE"),
    ("Агар корфармо шиносномаамро гирад, чӣ кор кунам?", "RU"),
)
ANSWER = (
    "Шиносномаро ба касе надиҳед, нигоҳ доштани он ҳуқуқи шумост. Агар гирифта бошанд, ба полис ё ба консулгарии "
    "Тоҷикистон муроҷиат кунед."
)


TOLD = "Дар марказ барои ҷой дар гурӯҳи пурра аз ман пул пурсиданд. Курс ройгон аст-ку?"


def tell_of_a_centre(*, at: datetime) -> None:
    """Let somebody tell what no centre reads."""
    companion.ask(text=TOLD, language="tg", country=None, address="127.0.0.2", at=at, of_centre=True)


def ask_some(*, by: int, at: datetime) -> None:
    """Let two questions be asked, and the second be answered."""
    for text, country in ASKED:
        made = companion.ask(text=text, language="tg", country=country, address="127.0.0.1", at=at)
    companion.answer(question_id=made.id, answer=ANSWER, shown=ASKED[-1][0], by=by, at=at)
