"""Asking a question without a name, and reading the answer."""

from flask import redirect, render_template, request, url_for

from lms.companion import actions, queries
from lms.companion.forms import AskForm
from lms.companion.views.blueprint import blueprint
from lms.core import clock
from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.web.access import personal, public
from lms.web.forms import options
from lms.web.locale import language
from lms.web.sentences import refusal


@blueprint.route("/companion/ask", methods=["GET", "POST"])
@public
@personal
def ask():
    """A question; nobody is asked who they are."""
    form = AskForm(of_centre=request.args.get("about") == "centre")
    known = curriculum.countries("destination")
    names = ((each["iso"], curriculum.place_name(each["names"], language())) for each in known)
    form.country.choices = options([("", "—"), *names])
    if form.validate_on_submit():
        try:
            made = actions.ask(
                text=form.text.data.strip(), language=language(), country=form.country.data or None,
                of_centre=form.of_centre.data,
                address=request.remote_addr or "", at=clock.now(),
            )  # fmt: skip
            return redirect(url_for(".asked", key=made.key), 303)
        except Refused as refused:
            form.refuse("text", refusal(refused))
    return render_template("companion/ask.html", form=form), 422 if form.errors else 200


@blueprint.get("/companion/asked/<key>")
@public
def asked(key: str):
    """The question and, once there is one, its answer: for whoever has this address."""
    return render_template("companion/asked.html", question=queries.asked(key))
