"""How Tajik sounds: its letters, and which syllable is stressed, as phonemes of the program that reads aloud. Tajik is
written almost as it is spoken; stress falls on the last syllable, but never on what only leans on a word (the izofat,
-ро, -атон, -анд), and on the first of a verb with ме-, на- or би-. Standard library only."""

import re

VOWELS = "аеёиӣоуӯэюяы"
SOFT = {"е": "e", "ё": "O", "ю": "u", "я": "a"}  # with a й before them where no consonant stands
SOUNDS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ғ": 'Q"', "д": "d", "ж": "Z", "з": "z", "и": "i", "ӣ": "i", "й": "j",
    "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "о": "O", "п": "p", "р": "*", "с": "s", "т": "t", "у": "u",
    "ӯ": "8", "ф": "f", "х": "X", "ҳ": "h", "ц": "t|s", "ч": "tS", "ҷ": "dZ", "ш": "S", "щ": "S", "ы": "i", "э": "e",
}  # fmt: skip
STRESS, LONG, CATCH = "'", ":", "?"

# Short words that lean on their neighbours.
LEANING = frozenset("дар ба бо аз то ва ки ё аст бар бе ҳам чун".split())
# Words that begin with their stress against the rule.
FIRST = frozenset(
    "лекин аммо балки ҳатто оё ягон чаро зеро бале вале хеле инчунин паспорт виза полис доллар адрес сайт".split()
)
# Words whose ending only looks like one that leans on them, or like a verb.
WHOLE = frozenset(
    "доро саҳро бухоро иҷро ошкоро шӯро метро такси кафе купе замон ҳамон имон армон оташ орзу бону паҳлу абру дору "
    "бозу зону гулу тарозу ҷоду олу шафтолу ҳинду урду навад намад метод талош "
    "истед истем".split()
)  # fmt: skip
ENDINGS = "[ая]м|[ая]д|ем|ед|[ая]нд"
# мекунед, намекунед, мерафт; накунед, бигиред, бубинед: but not навис(ед), намо(яд), бин(ад), буд(анд), меҳнат.
WITH_PREFIX = re.compile(
    rf"(?:на)?ме(?![ҳъ])\w*(?:{ENDINGS}|[рфхшс][дт]|[нуиоа]д)"
    rf"|на(?!вис|вишт|мо[яе]|муд|зд)\w+(?:{ENDINGS}|[рфхшс][дт]|[уио]д)"
    rf"|би(?!н(?:{ENDINGS})$)\w{{2,}}(?:{ENDINGS})|бу(?!р?д)\w{{2,}}(?:{ENDINGS})|дор(?:{ENDINGS})"
)
# What leans on a word, from its end inwards: the object and izofat, whose it is, who does it.
CLINGING = (
    re.compile(r"(?<=\w\w)(?:е?ро|и|е|у|ю)$"),
    re.compile(r"(?<=\w\w)[ая](?:мон|тон|шон|ш)$|(?<=он)а[мт]$|(?<=ҳо)я[мт]$"),
    re.compile(rf"(?<=[{VOWELS}])(?:аст|{ENDINGS}|ст)$|(?<=[тд])(?:ам|ем|ед|анд)$"),
)


def phonemes(word: str) -> str:
    """A word in small letters, such as "китоб" → "k|i|t|'O|b"."""
    stressed, vowel, found = stress(word), -1, []
    for at, letter in enumerate(word):
        if letter in VOWELS:
            vowel += 1
            found += _vowel(word, at, stressed=vowel == stressed)
        elif letter == "ъ":
            found += _catch(word, at)
        elif letter == "н" and word[at + 1 : at + 2] in ("к", "г"):
            found.append("N")
        elif letter in SOUNDS:
            found.append(SOUNDS[letter])
    return "|".join(found).replace("|" + LONG, LONG)


def stress(word: str) -> int:
    """Which vowel of a word is stressed, counted from 0; -1 when it leans on the next word."""
    if word in LEANING:
        return -1
    if word in FIRST or word not in WHOLE and WITH_PREFIX.fullmatch(word):
        return 0
    return 1 if word.startswith("росси") else max(_vowels(_alone(word)) - 1, 0)


def _alone(word: str) -> str:
    """The word without what leans on it."""
    if word in WHOLE or word.endswith("шанбе"):
        return word
    for clinging in CLINGING:
        rest = clinging.sub("", word)
        if rest in WHOLE:
            return rest
        word = rest if _vowels(rest) else word
    return word


def _vowels(word: str) -> int:
    return sum(letter in VOWELS for letter in word)


def _vowel(word: str, at: int, *, stressed: bool) -> list[str]:
    letter, before = word[at], word[at - 1 : at]
    sound = (STRESS if stressed else "") + SOFT.get(letter, SOUNDS.get(letter, ""))
    glides = letter in SOFT and (not before or before in VOWELS or before in "ъь")
    return ["j", sound] if glides else [sound]


def _catch(word: str, at: int) -> list[str]:
    """ъ lengthens the vowel before a consonant (маълум), and between other letters stops the breath (санъат)."""
    before, after = word[at - 1 : at], word[at + 1 : at + 2]
    if before in VOWELS and before and after and after not in VOWELS:
        return [LONG]
    return [CATCH] if after else []
