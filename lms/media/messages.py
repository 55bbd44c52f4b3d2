"""Codes of recordings and pictures → what people read."""

from flask_babel import lazy_gettext as _l

from lms.media.rules import Reason
from lms.media.rules.parts import What

SENTENCES = {
    Reason.NOTHING_SENT: _l("Please choose a file, or record first."),
    Reason.NO_SOUND: _l(
        "This is not a recording that can be played here. Please record on this page, or choose an MP3, an M4A, or a "
        "WebM or Ogg file with Opus sound."
    ),
    Reason.SOUND_TOO_LARGE: _l("The recording is too large: at most 1 megabyte, which is about four minutes."),
    Reason.NO_PICTURE: _l("This is not a picture. Please choose a JPEG, a PNG or a WebP file."),
    Reason.DRAWING: _l("SVG drawings can hold programs, so they are not taken here. Please save it as PNG or WebP."),
    Reason.PICTURE_TOO_LARGE: _l(
        "The picture is too heavy for a phone: at most %(most)s kilobytes. Please make it smaller and choose it again."
    ),
    Reason.PICTURE_TOO_WIDE: _l("The picture is too large: at most %(most)s points on its longer side."),
    Reason.NO_VOICE: _l("No machine here reads this language aloud; only Tajik, Russian and English."),
    Reason.NO_SPEAKER: _l("Please install the programs that read aloud and make recordings small: %(programs)s."),
    Reason.FILM_MISSING: _l("Please choose the film."),
    Reason.NO_WORDS: _l("Please say in each language what the film shows: who cannot see it hears these words."),
    Reason.NOT_SAID: _l(
        "Please write in each language what is seen and said in the film, or bring its subtitles: not everybody can "
        "play it."
    ),
    Reason.SAID_TOO_LONG: _l(
        "What is seen and said in the film is too long: at most %(most)s characters. Where it is taken from the "
        "subtitles, please write it in fewer words."
    ),
    Reason.NO_FILM: _l(
        "This is not a film that phones play. Please save it as MP4 (H.264 with AAC) or as WebM (VP8 or VP9), with "
        "pictures and sound only, and choose it again."
    ),
    Reason.FILM_TOO_LARGE: _l(
        "This film is too large: at most %(most)s MB. Please make it smaller and choose it again."
    ),
    Reason.SMALL_MISSING: _l("This film takes much. Please bring a small one of at most %(most)s MB with it."),
    Reason.NO_SUBTITLES: _l("These are not subtitles. Please choose a WebVTT (.vtt) or SubRip (.srt) file."),
    Reason.TEXT_CHANGED: _l("The text has changed since this page was opened. Please read the new one aloud."),
}
PARTS = {What.SCREEN: _l("Page"), What.QUESTION: _l("Question"), What.OPTION: _l("Answer to choose")}
