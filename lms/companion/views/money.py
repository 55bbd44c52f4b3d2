"""The calculator: money sent home, and loans. A plain form; with JavaScript it needs no network."""

from flask import render_template, request

from lms.companion.rules import LONGEST_LOAN, Loan, Sent, loan, number, sent_home
from lms.companion.views.blueprint import blueprint
from lms.web.access import public

SENDING = ("amount", "fixed", "percent", "rate")
BORROWING = ("borrowed", "interest", "months")
IF_ANY = ("fixed", "percent")
MOST_INTEREST = 1000


@blueprint.get("/companion/money")
@public
def money():
    """What arrives, and what a loan costs."""
    typed = {name: request.args.get(name, "")[:20] for name in (*SENDING, *BORROWING)}
    return render_template(
        "companion/money.html", typed=typed, sent=_sent(typed), loan=_loan(typed), longest=LONGEST_LOAN,
        asked=bool(request.args),
    )  # fmt: skip


def _sent(typed: dict[str, str]) -> Sent | None:
    read = {name: number(typed[name] or ("0" if name in IF_ANY else "")) for name in SENDING}
    return None if None in read.values() else sent_home(**read)


def _loan(typed: dict[str, str]) -> Loan | None:
    amount, percent, months = (number(typed[name]) for name in BORROWING)
    if None in (amount, percent, months) or not 1 <= months <= LONGEST_LOAN or percent > MOST_INTEREST:
        return None
    return loan(amount, percent=percent, months=int(months))
