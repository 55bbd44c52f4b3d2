"""Texts read aloud by machine, until somebody has read them: espeak-ng speaks, opusenc makes it small. Debian has both;
neither is needed to run the program."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

from lms.core.errors import Refused
from lms.media.queries import spoken
from lms.media.rules import Reason
from lms.media.rules.aloud import VOICES, sentences
from lms.media.rules.parts import sign_of

SPEAKER, ENCODER, PACKAGES = "espeak-ng", "opusenc", "espeak-ng opus-tools"
RATE, SAMPLE, WAVE_HEAD = 22050, 2, 44  # what the speaker gives: hertz, bytes of one sample, bytes before the sound
KILOBITS = 16
LOUD = "70"  # of 100, at which some sounds are cut off


def speak(*, name: str, text: str, language: str, again: bool = False) -> Path | None:
    """Read a text aloud into the curriculum's folder, under a name that says of what. None where it is there already
    (`again`: read it anew all the same). What lay there of an older text goes. Raises Refused(NO_VOICE, NO_SPEAKER)."""
    if language not in VOICES:
        raise Refused(Reason.NO_VOICE)
    if not all(map(shutil.which, (SPEAKER, ENCODER))):
        raise Refused(Reason.NO_SPEAKER, programs=PACKAGES)
    place, said = spoken.spoken_folder(language), f"{name}.{sign_of(text, language)}"
    if not again and any(place.glob(f"{said}.*{spoken.SPOKEN_KIND}")):
        return None
    place.mkdir(parents=True, exist_ok=True)
    sound = _encoded(_said(text, language), name, language)
    # Another voice has another address: a phone that keeps the older one can tell.
    made = place / f"{said}.{sha256(sound).hexdigest()[:spoken.LONG_SIGN]}{spoken.SPOKEN_KIND}"
    aside = made.with_suffix(".part")
    aside.write_bytes(sound)
    aside.replace(made)  # whoever asks meanwhile hears the older one whole
    for older in place.glob(f"{name}.*{spoken.SPOKEN_KIND}"):
        if older != made and older.name.count(".") == made.name.count("."):
            older.unlink()
    return made


def _said(text: str, language: str) -> bytes:
    """The sound of a text, without a head: one voice, 16 bits."""
    voice, parts = VOICES[language], []
    for given, seconds in sentences(text, language):
        asked = [SPEAKER, "-v", voice.name, "-s", str(voice.pace), "-a", LOUD, "--stdin", "--stdout"]
        parts += [_run(asked, given.encode())[WAVE_HEAD:], bytes(int(RATE * seconds) * SAMPLE)]
    return b"".join(parts)


def _encoded(sound: bytes, name: str, language: str) -> bytes:
    told = {"artist": "A machine's voice, not a person's", "language": language, "description": VOICES[language].name}
    comments = [each for key, value in told.items() for each in ("--comment", f"{key}={value}")]
    return _run([
        ENCODER, "--quiet", "--speech", "--framesize", "60", "--bitrate", str(KILOBITS), "--serial", "1",
        "--title", name, *comments, "--raw", "--raw-rate", str(RATE), "--raw-chan", "1", "-", "-",
    ], sound)  # fmt: skip


def _run(asked: list[str], given: bytes) -> bytes:
    return subprocess.run(asked, input=given, capture_output=True, check=True).stdout
