"""What people asked without a name in the demo world: one answered for everybody, one that waits."""

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


def ask_some(*, by: int, at: datetime) -> None:
    """Let two questions be asked, and the second be answered."""
    for text, country in ASKED:
        made = companion.ask(text=text, language="tg", country=country, address="127.0.0.1", at=at)
    companion.answer(question_id=made.id, answer=ANSWER, shown=ASKED[-1][0], by=by, at=at)
