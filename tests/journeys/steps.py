"""Steps that several journeys take."""

import re

from tests.journeys.stage import Reader

PIN = "482915"


def register(woman: Reader, *, family: str, own: str, given: str = "Мадина") -> str:
    """Register on the phone, from the page with the names to the one that asks for a PIN; the registration number
    comes back."""
    woman.open("/register")
    woman.fill(family_name_latin=family, given_name_latin="Madina", family_name=own, given_name=given)
    woman.fill(patronymic="Каримовна")
    woman.send()
    woman.fill(birth_date="12 5 1990", sex="f", phone="90 777 11 22", home="drs/vahdat", jamoat="Чуянгарон")
    woman.send()
    woman.fill(country="RU", country_region="RU/moscow", occupation="catering", departs_on="14 3 2027")
    woman.fill(first_time="yes")
    woman.send()
    woman.fill(language="tg", has_internet="yes", reads_alone="yes", needs="childcare")
    woman.send()
    woman.fill(member_1=f"{own} Карим", relation_1="spouse", agrees_1="y")
    woman.send()
    return re.sub(r"\D", "", woman.page.inner_text(".read-aloud"))


def register_at_desk(officer: Reader, *, family: str, own: str, departs_on: str = "14 3 2027") -> str:
    """Register somebody at the desk, with the PIN of all journeys; the registration number comes back. These nine
    answers are all that an officer must type or choose: it takes less than a minute."""
    officer.open("/desk/registrations/new")
    officer.fill(
        family_name_latin=family, given_name_latin="Rustam", family_name=own, given_name="Рустам",
        birth_date="3 4 1995", sex="m", home="dushanbe/sino", departs_on=departs_on, pin=PIN,
    )  # fmt: skip
    officer.send()
    return re.sub(r"\D", "", officer.page.locator(".read-aloud").first.inner_text())


def make_class(officer: Reader, day: str, *, room: str, trainer: str = "Саодат Назарова", **more: str) -> int:
    """Make a one-day class in Dushanbe; its number comes back."""
    officer.open("/desk/classes/new")
    for field, words in (("course", "One day"), ("room", f"Room {room} — "), ("trainer", trainer)):
        select = officer.page.locator(f"[name={field}]")
        label = next(each for each in select.locator("option").all_inner_texts() if each.startswith(words))
        select.select_option(label=label)
    officer.fill(first_day=day, **more)
    officer.press("Make the class")
    return int(officer.path.split("/")[-1].split("?")[0])


def seat(officer: Reader, number: str, class_id: int) -> None:
    """Give somebody a seat, found by the registration number; also in a class that has begun."""
    officer.open(f"/desk/classes/{class_id}")
    officer.fill(who=number)
    officer.press("Search")
    officer.press(re.compile("Give a seat|seat now"))


def call_rolls(trainer: Reader, *, missing: tuple[str, str] | None = None) -> list[str]:
    """Call the roll of every block, starting from the open one; `missing` is a block and who is not there. Titles of
    the blocks come back."""
    called = []
    while True:
        called.append(trainer.heading)
        if missing and missing[0] == trainer.heading:
            person = trainer.page.locator("fieldset", has_text=missing[1])
            person.locator("label", has_text="Absent").click()
        close_roll(trainer)
        if not trainer.page.get_by_role("link", name="To the next roll call").count():
            return called
        trainer.press("To the next roll call")


def close_roll(trainer: Reader) -> None:
    """Close the open roll call with everybody not marked otherwise as present. With JavaScript a phone keeps and sends
    the marks, and then shows the page anew."""
    if trainer.javascript:
        trainer.page.get_by_role("button", name="All others are present").click()
        trainer.page.get_by_role("button", name="Close the roll call").click()
        trainer.page.locator(".card.next").wait_for()
        trainer.look()
    else:
        trainer.press("Close the roll call")


def answer_all(person: Reader, until: str = "/result") -> int:
    """Answer the questions of a check or of the last assessment, always with the first answer that can be given; how
    many there were. Those before a lesson lead back to it: `until` is how the address ends behind the last one."""
    answered = 0
    while not person.path.endswith(until):
        options = person.page.locator("[name=chosen]")
        if options.count():
            give_an_answer(options)
            answered += 1
        person.press_main()
    return answered


def give_an_answer(fields) -> None:
    """Choose the first answer that can be given, or say one."""
    kind = fields.first.evaluate("each => each.type")
    if kind in ("radio", "checkbox"):
        fields.first.check(force=True)
    elif kind == "select-one":
        for place in range(fields.count()):  # another place for each line
            offered = fields.nth(place).locator("option").count() - 1
            fields.nth(place).select_option(index=place % offered + 1)
    else:
        fields.first.fill("1")
