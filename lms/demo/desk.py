"""What desks did in the last weeks besides classes: lists, consultations, consents, corrections, records made one."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from lms.accounts import actions as accounts
from lms.accounts.models import User
from lms.attendance import actions as attendance
from lms.attendance import queries as rolls
from lms.attendance.rules import MarkState
from lms.certificates import actions as certificates
from lms.certificates import queries as certified
from lms.certificates.rules import RevokedFor
from lms.certificates.rules import Way as Shown
from lms.classes import queries as classes
from lms.classes.models import TrainingClass
from lms.core import clock
from lms.core.actors import Grant, Role
from lms.demo.classes import ClassLife
from lms.demo.people import some_plan, someone
from lms.demo.places import Place
from lms.privacy import actions as privacy
from lms.privacy import queries as wishes
from lms.referrals import actions as referrals
from lms.referrals.rules import About, Outcome
from lms.referrals.rules import Kind as Help
from lms.registration import actions as registration
from lms.registration import queries as people
from lms.registration.actions.consents import say
from lms.registration.models import Registration
from lms.registration.rules import Person, Plan, Sex
from lms.registration.rules.consents import Purpose
from lms.registration.rules.consulting import Topic, Way

ASKED_ABOUT = (
    (Topic.PAPERS, 30), (Topic.COURSE, 22), (Topic.BAN, 16), (Topic.WORK, 12), (Topic.RIGHTS, 8), (Topic.MONEY, 5),
    (Topic.FAMILY, 4), (Topic.HEALTH, 3),
)  # fmt: skip
CONSULTATIONS, LISTED = 30, 5
RUSSIAN_LETTERS = str.maketrans("ғӣқӯҳҷҒӢҚӮҲҶ", "гикухчГИКУХЧ")
WISH = "Номи падарам дар шиноснома бо «ӣ» навишта шудааст. Лутфан ислоҳ кунед."
OTHER_WISH = "Ман соли дигар таваллуд шудаам, шиносномаро меорам."
OFFICES = (
    ("legal-aid-demo", {"tg": "Маркази ёрии ҳуқуқӣ (намуна)", "ru": "Центр юридической помощи (пример)",
                        "en": "Legal aid centre (example)"}, ("legal",)),
    ("employment-demo", {"tg": "Маркази шуғл (намуна)", "ru": "Центр занятости (пример)",
                         "en": "Employment centre (example)"}, ("employment", "skills")),
    ("protection-demo", {"tg": "Маркази дастгирӣ (намуна)", "ru": "Центр поддержки (пример)",
                         "en": "Support centre (example)"}, ("protection", "health", "social")),
)  # fmt: skip
SEASONAL = ("sh.rajabova", "Шаҳло Раҷабова", "khujand")


class Desk:
    """Adds these to a demo world, at one place and by its officer."""

    def __init__(self, life: ClassLife, place: Place, users: dict[str, User], *, at: datetime) -> None:
        self.life, self.place, self.users, self.at = life, place, users, at
        self.by = users["officer"].id

    def log_consultations(self, codes: tuple[str, ...]) -> None:
        """People of the last two months who only asked something."""
        topics, shares = zip(*ASKED_ABOUT, strict=True)
        chance = self.life.chance
        for _ in range(CONSULTATIONS):
            registration.log_consultation(
                topic=chance.choices(topics, shares)[0],
                way=Way.PHONED if chance.randrange(4) == 0 else Way.CAME,
                sex=Sex.FEMALE if chance.randrange(100) < 30 else Sex.MALE,
                centre_code=chance.choice(codes),
                by=None,
                at=self.at - timedelta(days=chance.randrange(60)),
            )

    def take_in_a_list(self, leave: date) -> Registration:
        """The list of an agency; one of it is registered again by another desk, and the two are made one. Returns the
        record that was kept."""
        drawn = (self._someone(leave) for _ in range(99))
        listed = dict(enumerate(islice((each for each in drawn if each[0].phone), LISTED), 3))
        made = registration.register_list(
            people=listed, language="tg", token="roh", centre_for=lambda _region: self.place.centre.code,
            by=self.by, at=self.at,
        )  # fmt: skip
        again, plan = listed[3]
        again = replace(
            again, family_name=again.family_name.translate(RUSSIAN_LETTERS),
            given_name=again.given_name.translate(RUSSIAN_LETTERS), phone=None, family=(),
        )  # fmt: skip
        gone = registration.register(
            person=again, plan=plan, language="ru", centre_code=self.place.centre.code, by=self.by, at=self.at
        )
        registration.merge(kept_id=made[0].id, gone_id=gone.id, by=self.by, at=self.at)
        return made[0]

    def ask_for_consents(self, held: TrainingClass) -> None:
        """At the end of a course most allow questions later; one takes it back, one wants no reminders."""
        for n, person in enumerate(self._of(held)):
            told = {"registration_id": person.id, "by": person.user_id, "at": self.at - timedelta(hours=6)}
            if n % 4:
                say(purpose=Purpose.FOLLOW_UP, given=True, **told)
            if n == 1:
                say(purpose=Purpose.FOLLOW_UP, given=False, **{**told, "at": self.at})
            if n == 2:
                say(purpose=Purpose.REMINDERS, given=False, **told)

    def put_right(self, registered: Registration, held: TrainingClass) -> None:
        """Names, a roll and certificates that were wrong."""
        self._correct_names(registered, held)
        self._correct_roll(held)
        self._change_certificates(held)
        self._employ_for_a_season()

    def _correct_names(self, registered: Registration, held: TrainingClass) -> None:
        """One asks for a correction and gets it, another one waits."""
        mine = {"registration_id": registered.id, "at": self.at - timedelta(hours=4)}
        privacy.ask_correction(words=WISH, by=registered.user_id, **mine)
        names = replace(registered.names, patronymic="Қосимӣ")
        registration.correct_names(registration_id=registered.id, names=names, by=self.by, at=self.at)
        until = wishes.open_wishes(registered.id)[-1].id
        privacy.settle_corrections(registration_id=registered.id, until=until, by=self.by, at=self.at)
        other = self._of(held)[-1]
        privacy.ask_correction(registration_id=other.id, words=OTHER_WISH, by=other.user_id, at=self.at)

    def _correct_roll(self, held: TrainingClass) -> None:
        """Somebody was marked present in the first block and had come late: the sheet that was signed says so."""
        first = next(each for each in held.sessions if each.block)
        marks = {person: MarkState(mark.state) for person, mark in rolls.marks(first.id).items()}
        late = next(person for person, state in marks.items() if state is MarkState.PRESENT)
        attendance.close_roll_call(
            session_id=first.id, marks={**marks, late: MarkState.LATE}, by=self.by, at=self.at - timedelta(hours=3)
        )

    def _change_certificates(self, held: TrainingClass) -> None:
        """One is put in place of another whose name was written wrongly, and one was issued by mistake."""
        _first, old, wrong = certified.of_class(held.id)[:3]
        person, at = old.registration, self.at - timedelta(hours=2)
        names = replace(person.names, given_name_latin=f"{person.given_name_latin}i")
        registration.correct_names(registration_id=person.id, names=names, by=self.by, at=at)
        seen = person.full_name, person.latin_name
        certificates.say_names(registration_id=person.id, right=True, way=Shown.PASSPORT, seen=seen, by=self.by, at=at)
        certificates.replace(certificate_id=old.id, by=self.by, at=at)
        certificates.revoke(certificate_id=wrong.id, reason=RevokedFor.MISTAKE, by=self.by, at=at)

    def send_on(self, held: TrainingClass) -> None:
        """Offices without a telephone: nobody has called there. Two people were sent on, one of them was helped."""
        made = [
            referrals.add_service(
                code=code, by=self.users["admin"].id, at=self.at - timedelta(days=200),
                about=About(names=names, kinds=kinds, district=None, address=None, phone=None,
                            checked_on=self.at.date() - timedelta(days=200)),
            )
            for code, names, kinds in OFFICES
        ]  # fmt: skip
        for n, person in enumerate(self._of(held)[1:3]):
            kind = Help(made[n].kinds[0])
            told = {"registration_id": person.id, "by": self.by, "at": self.at - timedelta(days=2 * (2 - n))}
            sent = referrals.refer(service_id=made[n].id, kind=kind, agreed=True, **told)
            if n == 0:
                referrals.note_outcome(referral_id=sent.id, outcome=Outcome.HELPED, **told)

    def _employ_for_a_season(self) -> None:
        """An officer whose account ends with the contract."""
        login, name, centre = SEASONAL
        accounts.create_user(
            login=login, name=name, language="tg", grants=[Grant(Role.OFFICER, centre)], secret=None,
            expires_on=clock.local(self.at).date() + timedelta(days=40), by=self.users["admin"].id, at=self.at,
        )  # fmt: skip

    @staticmethod
    def _of(held: TrainingClass) -> list[Registration]:
        found = people.people(classes.roster(held.sessions[0].id))
        return [found[each].registration for each in sorted(found)]

    def _someone(self, leave: date) -> tuple[Person, Plan]:
        self.life.registered += 1
        home = self.life.chance.choice(self.life.homes[self.place.centre.code])
        person = someone(self.life.chance, home, today=self.life.today, number=self.life.registered)
        return person, some_plan(self.life.chance, leave)
