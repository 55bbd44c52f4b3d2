"""What a machine is given to read aloud: Tajik in sounds, its numbers in words, and where it rests."""

import pytest

from lms.core.languages import NAMES
from lms.media.rules.aloud import LONG_PAUSE, PAUSE, VOICES, sentences, tajik, words_in
from lms.media.rules.tajik import phonemes, stress
from lms.media.rules.tajik_numbers import number, ordinal, with_words

pytestmark = pytest.mark.source


def heard(word: str) -> str:
    return phonemes(word).replace("|", "")


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("рӯз", "*'8z"), ("ғамхорӣ", "Q\"amXO*'i"), ("қалам", "qal'am"), ("ҳуҷҷат", "hudZdZ'at"), ("чӣ", "tS'i"),
        ("елим", "jel'im"), ("дида", "did'a"), ("шикоят", "SikOj'at"), ("паём", "paj'Om"), ("оила", "Oil'a"),
        ("маълум", "ma:l'um"), ("санъат", "san?'at"), ("ҷумъа", "dZum?'a"), ("шурӯъ", "Su*'8"), ("ангушт", "aNg'uSt"),
        ("эълон", "e:l'On"), ("юрист", "ju*'ist"), ("ба", "ba"), ("центр", "ts'ent*"),
    ],
)  # fmt: skip
def test_letters_sound_as_a_tajik_says_them(word, sounds):
    assert heard(word) == sounds


def said(words: str) -> str:
    """Words as one writes them for a learner: the stressed vowel in capitals."""
    found = []
    for word in words.split():
        at = [n for n, letter in enumerate(word) if letter in "аеёиӣоуӯэюяы"]
        n = stress(word)
        found.append(word if n < 0 else f"{word[:at[n]]}{word[at[n]].upper()}{word[at[n] + 1:]}")
    return " ".join(found)


@pytest.mark.parametrize(
    "right",
    [
        "муҳлАти патЕнт кАй тамОм мЕшавад", "мО бо маълумОти шумО чӢ мЕкунем", "шумОро нигОҳ нАмедорад",
        "шартномАро хОндед ва имзО кАрданд", "маркАзатон ба нусхАашро", "бИгиред ва бУбинед нависЕд намОяд нАояд",
        "кАсе чИзеро нАгирад мЕгуфт", "онҳО кОрашонро мЕдиданд", "меҳнАт меҳмОнро навАд душанбЕ", "рОҳи хонаҳОи дигАр",
        "кардА шудА аст шудАанд куҷОед", "зЕро лЕкин бАлки Ягон", "шАбу рӮз дорУ саҳрО", "бародарОнам корҳОям истЕд",
        "россИяро гирифтАн", "дОрам нАшуд метОд", "назАр наҷОт наздИк наврӮз навбАт",
    ],
)  # fmt: skip
def test_stress_falls_on_the_last_syllable_but_not_on_what_leans_on_a_word(right):
    assert said(right.lower()) == right


@pytest.mark.parametrize(
    ("value", "cardinal", "after"),
    [
        (0, "сифр", "сифрум"), (3, "се", "сеюм"), (15, "понздаҳ", "понздаҳум"), (21, "бисту як", "бисту якум"),
        (30, "сӣ", "сиюм"), (31, "сию як", "сию якум"), (345, "сесаду чилу панҷ", "сесаду чилу панҷум"),
        (2026, "ду ҳазору бисту шаш", "ду ҳазору бисту шашум"), (45_000, "чилу панҷ ҳазор", "чилу панҷ ҳазорум"),
        (1_000_000, "як миллион", "як миллионум"),
    ],
)  # fmt: skip
def test_numbers_are_said_in_words(value, cardinal, after):
    assert (number(value), ordinal(value)) == (cardinal, after)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("21 ноябри 2026", "бисту якуми ноябри соли ду ҳазору бисту шашум"), ("5 000 рубл", "панҷ ҳазор рубл"),
        ("соати 9:00 ё 14:30", "соати нуҳ ё чордаҳу сӣ дақиқа"), ("7–15 рӯз", "ҳафт то понздаҳ рӯз"),
        ("15-уми май", "понздаҳуми май"), ("102", "саду ду"), ("12,5", "дувоздаҳ вергул панҷ"),
        ("8 800 555 35 35", "ҳашт ҳашт сифр сифр панҷ панҷ панҷ, се панҷ, се панҷ"),
    ],
)  # fmt: skip
def test_days_times_and_telephones_are_said_as_people_say_them(written, spoken):
    assert with_words(written) == spoken


def test_a_sentence_keeps_its_rests_and_leaves_nothing_unsaid():
    assert tajik("Кӣ мебинад?") == "[[k|'i m|'e|b|i|n|a|d]]?"
    assert tajik("Марказ, мураббӣ – ва шумо!") == "[[m|a|*|k|'a|z]], [[m|u|*|a|b|b|'i]], [[v|a S|u|m|'O]]!"
    assert tajik("Сомона: mfa.tj.") == "[[s|O|m|O|n|'a]]: [[m|f|'a n|u|q|t|'a t|Z]]."
    assert tajik("SMS фиристед.").startswith("[['e|s 'e|m 'e|s")
    assert tajik("***") == ""


def test_the_machine_rests_longer_after_a_paragraph_than_after_a_sentence():
    found = list(sentences("Унвон\n\nЯк. Ду?\nСе", "ru"))
    assert found == [("Унвон.", LONG_PAUSE), ("Як.", PAUSE), ("Ду?", LONG_PAUSE), ("Се.", LONG_PAUSE)]
    assert list(sentences("An [[odd]] text", "en")) == [("An  odd]] text.", LONG_PAUSE)]
    assert words_in("Ду калима, 15.") == 2
    assert set(VOICES) <= set(NAMES)
