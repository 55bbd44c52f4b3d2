"""Rules of recordings and pictures. Standard library only."""

from enum import StrEnum

LARGEST_SOUND = 1_000_000
LARGEST_PICTURE = 150_000  # what a phone on a slow line loads within a breath
LONGEST_SIDE = 1600


class Reason(StrEnum):
    """Why something sent is not taken."""

    NOTHING_SENT = "nothing-sent"
    NO_SOUND = "no-sound"
    SOUND_TOO_LARGE = "sound-too-large"
    NO_PICTURE = "no-picture"
    DRAWING = "drawing"
    PICTURE_TOO_LARGE = "picture-too-heavy"
    PICTURE_TOO_WIDE = "picture-too-wide"
    TEXT_CHANGED = "text-changed"
    NO_VOICE = "no-voice"
    NO_SPEAKER = "no-speaker"
    FILM_MISSING = "film-missing"
    NO_WORDS = "no-words"
    NOT_SAID = "not-said"
    SAID_TOO_LONG = "said-too-long"
    NO_FILM = "no-film"
    FILM_TOO_LARGE = "film-too-large"
    SMALL_MISSING = "small-film-missing"
    NO_SUBTITLES = "no-subtitles"
