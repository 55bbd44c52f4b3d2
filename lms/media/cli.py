"""`flask media speak`: what nobody has read aloud yet, a machine reads."""

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from lms.core.errors import Refused
from lms.curriculum import queries as curriculum
from lms.curriculum.rules.module import Module
from lms.media.actions import speak
from lms.media.rules.aloud import VOICES
from lms.media.rules.parts import What, parts_of
from lms.web.sentences import refusal

media_commands = AppGroup("media", help="What can be heard.")


@media_commands.command("speak")
@click.argument("slugs", nargs=-1, required=True, metavar="MODULE …")
@click.option("--language", "code", type=click.Choice(list(VOICES)), default="tg", show_default=True)
@click.option("--again", is_flag=True, help="Also what is there already: after the voice has changed.")
def speak_command(slugs: tuple[str, ...], code: str, again: bool) -> None:
    """Have a machine read the screens of published modules aloud, for those who read little. Each page says that it is
    a machine; authors are still told that nobody has read it. Needs espeak-ng and opus-tools."""
    modules = {each.slug: each for each in curriculum.modules()}
    if unknown := [each for each in slugs if each not in modules]:
        raise click.BadParameter(f"No published module is called {', '.join(unknown)}.")
    made = [each for slug in slugs for each in _spoken(modules[slug], code, again=again)]
    size = sum(each.stat().st_size for each in made) // 1000
    click.echo(f"{len(made)} screens read aloud, {size} KB. What was there already stays as it is.")


def _spoken(module: Module, code: str, *, again: bool):
    if code not in module.words:
        raise click.BadParameter(f"{module.slug} is not written in this language.")
    for part in parts_of(module, code, {}):
        if part.what is What.SCREEN:
            made = spoken(f"{module.slug}.{part.name}", part.text, code, again=again)
            if made:
                yield made


def spoken(name: str, text: str, code: str, *, again: bool):
    """One text read aloud (see `speak`). Raises ClickException, saying what to install."""
    try:
        return speak(name=name, text=text, language=code, again=again)
    except Refused as refused:
        with force_locale("en"):
            raise click.ClickException(str(refusal(refused))) from None
