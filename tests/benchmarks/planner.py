"""`python -m tests.benchmarks.planner`: a month of 5,000 people, planned and first come first served.

The month is drawn with a seed and shaped like the report of the ADB (2020): departures with the peak of March, 97 %
to the Russian Federation, 85 % men, four regions, one in seven speaking Uzbek. Centres are the ten that Decree no. 390
provides for, with the rooms and trainers such a month just about needs. Both ways have the same rooms, trainers and
hours. Prints one table; kilometres are compared also for those people alone whom the first way places too, because who
lives far from every centre is left out first. Never run by the tests: machines are noisy."""

import argparse
import time
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from lms.classes.optimiser import improved
from lms.classes.rules.planner import Centre, Course, Person, Plan, Room, Trainer, Wishes, World, plan
from lms.classes.rules.planner.board import Board
from lms.classes.rules.planner.distance import Position, way
from lms.classes.rules.planner.greedy import written
from tests.benchmarks.yardstick import loop

SEED, PEOPLE, WEEKS = 2020, 5000, 4
SECONDS = 120
FIRST = date(2027, 3, 1)
SUNDAY = 6
DAY = (8 * 60 + 30, 17 * 60 + 10)
COURSES = (
    Course("one-day", "tj-pilot", (DAY,)),
    Course("three-day", "tj-standard", (DAY, DAY, DAY), serves=frozenset({"one-day"})),
    Course("general", "tj-standard", (DAY,)),
)
# Region, district, regions served, rooms by seats, languages of the trainers.
PLACES = (
    ("dushanbe", "sino", ("dushanbe", "drs"), (25, 25, 25, 12), ("tg ru", "tg ru", "tg uz ru", "tg", "tg en", "tg ru")),
    ("drs", "vahdat", ("drs",), (25, 18), ("tg ru", "tg", "tg")),
    ("drs", "tursunzoda", ("drs",), (25,), ("tg uz", "uz ru")),
    ("drs", "rasht", ("drs",), (20,), ("tg", "tg ky")),
    ("sughd", "khujand", ("sughd",), (25, 25, 18), ("tg ru", "tg uz", "tg", "uz ru")),
    ("sughd", "isfara", ("sughd",), (25,), ("tg", "tg ky")),
    ("sughd", "panjakent", ("sughd",), (22,), ("tg uz", "tg")),
    ("khatlon", "bokhtar", ("khatlon",), (25, 25, 25, 18), ("tg ru", "tg uz", "tg", "tg", "tg uz")),
    ("khatlon", "kulob", ("khatlon",), (25, 25, 20), ("tg", "tg ru", "tg", "tg")),
    ("gbao", "khorugh", ("gbao",), (20,), ("tg sgh", "sgh ru")),
)
HOMES = {
    "dushanbe": ("sino", "firdavsi", "shohmansur", "ismoili-somoni"),
    "drs": ("vahdat", "tursunzoda", "rasht", "hisor", "rudaki", "shahrinav", "fayzobod", "lakhsh"),
    "sughd": ("khujand", "isfara", "panjakent", "istaravshan", "konibodom", "asht", "spitamen", "ayni"),
    "khatlon": ("bokhtar", "kulob", "danghara", "vose", "farkhor", "yovon", "norak", "shahritus"),
    "gbao": ("khorugh", "murghob", "rushon", "vanj"),
}
SHARE = {"dushanbe": 9, "drs": 22, "sughd": 29, "khatlon": 36, "gbao": 4}
LANGUAGES = {
    "dushanbe": ("tg", 92, "ru", 5, "uz", 3), "drs": ("tg", 84, "uz", 13, "ky", 1, "ru", 2),
    "sughd": ("tg", 80, "uz", 16, "ky", 2, "ru", 2), "khatlon": ("tg", 85, "uz", 13, "ru", 2),
    "gbao": ("tg", 45, "sgh", 50, "ru", 5),
}  # fmt: skip
# Departures day by day from the fourth day of March on: the weeks before the building season begins.
PEAK = tuple(4 + min(n, 26 - n) for n in range(26))


def positions() -> dict[tuple[str, str], Position]:
    """Where the districts lie, as the curriculum knows it."""
    country = tomllib.loads(Path("courses/countries/tj/country.toml").read_text(encoding="utf-8"))
    return {
        (region["id"], each["id"]): tuple(each.get("position", region["position"]))
        for region in country["regions"] for each in region["districts"]
    }  # fmt: skip


def month(seed: int = SEED, people: int = PEOPLE, first: date = FIRST) -> World:
    """The seeded month: who leaves, and what the centres have."""
    chance = Random(seed)
    last = first + timedelta(weeks=WEEKS) - timedelta(days=1)
    open_days = frozenset(first + timedelta(days=n) for n in range(7 * WEEKS)
                          if (first + timedelta(days=n)).weekday() != SUNDAY)  # fmt: skip
    lie = positions()
    centres = tuple(Centre(n, region, district, frozenset(serves), open_days, position=lie[region, district])
                    for n, (region, district, serves, _, _) in enumerate(PLACES, 1))  # fmt: skip
    rooms = [(n, seats) for n, place in enumerate(PLACES, 1) for seats in place[3]]
    speak = [(n, spoken) for n, place in enumerate(PLACES, 1) for spoken in place[4]]
    able = {programme: open_days for programme in ("tj-pilot", "tj-standard")}
    return World(
        first, last, COURSES, centres,
        tuple(Room(id, centre, seats) for id, (centre, seats) in enumerate(rooms, 1)),
        tuple(Trainer(id, centre, frozenset(spoken.split()), able) for id, (centre, spoken) in enumerate(speak, 1)),
        tuple(_somebody(chance, id, first, lie) for id in range(1, people + 1)),
    )  # fmt: skip


def _somebody(chance: Random, id: int, first: date, lie: dict[tuple[str, str], Position]) -> Person:
    region = chance.choices(list(SHARE), list(SHARE.values()))[0]
    spoken = LANGUAGES[region]
    russia, alone = chance.randrange(100) < 97, chance.randrange(100) < 75
    return Person(
        id, "general" if not russia else "one-day" if alone else "three-day",
        chance.choices(spoken[::2], spoken[1::2])[0],
        region, home := chance.choice(HOMES[region]),
        first + timedelta(days=chance.choices(range(3, 3 + len(PEAK)), PEAK)[0]),
        first_time=chance.randrange(100) < 55, asked=id, woman=chance.randrange(100) >= 85,
        position=lie[region, home],
    )  # fmt: skip


def first_come_first_served(world: World) -> Plan:
    """How a counter without a planner does it: people come in the order of asking. Each gets the soonest seat within
    the window at the nearest centre that has one in their language; else the officer there opens the soonest class for
    which a room and a trainer are free, in the largest free room, and the next ones fill it."""
    board = Board(world, Wishes())
    for person in sorted(world.people, key=lambda each: each.asked):
        for centre_id in board.reach(person):
            centre = world.centre[centre_id]
            seats = [each for each in board.held if each.free and each.centre is centre
                     and board.suits(person, each, own_course=True)]  # fmt: skip
            held = min(seats, key=lambda each: each.key, default=None) or _opened(board, person, centre)
            if held:
                board.sit(person, held)
                break
    return written(board)


def _opened(board: Board, person: Person, centre: Centre):
    course = board.world.course[person.course]
    for days in board.runs(centre, course).values():
        if board.in_window(person, days[-1]):
            rooms = board.free_rooms(centre, course, days)
            trainers = board.free_trainers(centre, course, person.language, days) if rooms else []
            if trainers:
                return board.open(course, centre, person.language, days, rooms[-1], trainers[0])
    return None


@dataclass(frozen=True)
class Figures:
    """What is compared: everything in the window, as plans hold nothing else."""

    placed: float
    classes: int
    filled: float
    half_empty: int
    in_district: float
    far: dict[int, int]  # kilometres of each person placed
    hours: tuple[int, int]

    @classmethod
    def of(cls, found: Plan, world: World) -> "Figures":
        """The figures of a plan."""
        people = {each.id: each for each in world.people}
        far = {id: way(people[id], world.centre[each.centre]) for each in found.proposed for id in each.people}
        sizes = [(len(each.people), each.seats) for each in found.proposed]
        minutes = {each.id: each.minutes for each in world.trainers}
        for each in found.proposed:
            minutes[each.trainer] += world.course[each.course].minutes
        return cls(
            placed=len(found.placed) / len(world.people), classes=len(sizes),
            filled=sum(one for one, _ in sizes) / sum(seats for _, seats in sizes),
            half_empty=sum(2 * one < seats for one, seats in sizes),
            in_district=list(far.values()).count(0) / len(far), far=far,
            hours=(min(minutes.values()) // 60, max(minutes.values()) // 60),
        )  # fmt: skip

    def kilometres(self, among: "Figures") -> float:
        """The mean way of those whom another plan places too."""
        both = self.far.keys() & among.far.keys()
        return sum(self.far[id] for id in both) / len(both)


def row(name: str, seconds: float, found: Figures, first: Figures) -> str:
    """One line of the table; `first` is what it is compared with."""
    hours = f"{found.hours[0]}–{found.hours[1]}"
    return (f"| {name} | {found.placed:.1%} | {found.classes} | {found.filled:.1%} | {found.half_empty} "
            f"| {found.in_district:.1%} | {found.kilometres(found):.1f} | {found.kilometres(first):.1f} "
            f"| {first.kilometres(found):.1f} | {hours} | {seconds:.1f} s |")  # fmt: skip


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--people", type=int, default=PEOPLE)
    arguments.add_argument("--optimise", action="store_true", help="also improve the greedy plan (extra optimise)")
    chosen = arguments.parse_args()
    world = month(chosen.seed, chosen.people)
    ways = {"first come, first served": first_come_first_served, "planner, greedy": plan}
    if chosen.optimise:
        ways["planner, optimised"] = partial(improved, seconds=SECONDS)
    print(f"A plain loop of ten million additions: {loop():.2f} s.\n")
    print("| way | placed in the window | classes | seats filled | under half full | own district | km, all "
          "| km, those both place | the same, first come | hours of a trainer | time |\n" + 11 * "|---" + "|",
          flush=True)  # fmt: skip
    first = None
    for name, planned in ways.items():
        began = time.perf_counter()
        found = planned(world)
        seconds, figures = time.perf_counter() - began, Figures.of(found, world)
        first = first or figures
        print(row(name, seconds, figures, first), flush=True)


if __name__ == "__main__":
    main()
