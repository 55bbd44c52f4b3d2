"""How long a text is on a telephone, and how it stays short. Standard library only.

An SMS carries 160 letters of the GSM alphabet or 70 of any other; a longer one travels, and is paid, in parts of 153
or 67. One Tajik letter makes the whole text one of the second kind."""

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_LONG = frozenset("^{}\\[~]|€\f")  # each takes the room of two
# Signs of the printer for which a telephone has plain ones: one of them would halve the room for an English text, and
# the one that Uzbek letters have (oʻ, gʻ) for an Uzbek one; on telephones everybody writes it so.
PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
    "\u00a0": " ", "\u202f": " ", "ʻ": "'", "ʼ": "'",
})  # fmt: skip
LONGEST_PLACE = 28


def plain(text: str) -> str:
    """The text with the signs that every telephone has."""
    return text.translate(PLAIN)


def parts(text: str) -> int:
    """How many SMS the text takes."""
    if all(letter in GSM or letter in GSM_LONG for letter in text):
        length, one, each = len(text) + sum(letter in GSM_LONG for letter in text), 160, 153
    else:
        length, one, each = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= one else -(-length // each)


def short_place(name: str, most: int = LONGEST_PLACE) -> str:
    """The name of a place, cut after a word when it is longer than an SMS has room for."""
    name = " ".join(plain(name).split())
    if len(name) <= most:
        return name
    cut = name[:most]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,.-")
