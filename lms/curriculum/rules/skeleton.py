"""What a new module begins with: every file it needs, with places to fill in. Standard library only."""

from collections.abc import Iterable
from datetime import date

FACTS = """minutes = 8
audience = ["migrant"]
topics = []
objectives = ["know-it"]
sources = []
review_by = {review_by}

[[session]]
id = "together"
minutes = 20
short_minutes = 10
method = "group-work"
"""
LESSON = """+++
title = "…"
summary = "…"

[objectives]
know-it = "…"
+++

## … {#what-you-know}

::: question
…
:::

## … {#do-dont}

::: do
- …
:::

::: dont
- …
:::

## … {#faq}

::: faq
**…?**
…
:::
"""
PLAN = """+++
aim = "…"
materials = []
+++

## … {#together}

…
"""
QUESTIONS = "\n".join(
    f'[[questions]]\nid = "question-{number}"\nobjective = "know-it"\nkind = "choice"\noptions = ["one", "two"]\n'
    'correct = ["one"]\n'
    for number in (1, 2, 3)
)
QUESTION_WORDS = "\n".join(
    f'[question-{number}]\ntext = "…"\nexplain = "…"\n\n[question-{number}.options]\none = "…"\ntwo = "…"\n'
    for number in (1, 2, 3)
)


def new_module(languages: Iterable[str], review_by: date) -> dict[str, str]:
    """File → text of a module that nobody has written yet."""
    files = {"module.toml": FACTS.format(review_by=review_by.isoformat()), "questions.toml": QUESTIONS}
    for each in languages:
        files |= {f"{each}.md": LESSON, f"trainer.{each}.md": PLAN, f"questions.{each}.toml": QUESTION_WORDS}
    return files
