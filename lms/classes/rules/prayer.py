"""Prayer times of a day at a place, reckoned from the position of the sun.

Method: noon, the afternoon and sunset follow from the sun alone. The afternoon prayer begins, as the Hanafi school
teaches, when a shadow is twice as long as what casts it, beside the shadow of noon. Dawn and nightfall are those of
the Muslim World League: the sun 18° and 17° below the horizon. Good to about two minutes; mountains are not known
here, and a mosque's own table goes first. Standard library only."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from math import acos, asin, atan, atan2, cos, degrees, floor, radians, sin, tan

DAWN_ANGLE, NIGHT_ANGLE = 18.0, 17.0  # Muslim World League
HORIZON_ANGLE = 0.833  # the sun's radius and the bending of its light
HANAFI_SHADOW = 2
MARGIN = timedelta(minutes=1)  # noon itself is no time to pray: the sun must have passed it


class Prayer(StrEnum):
    """The five prayers of a day, in order."""

    DAWN = "dawn"
    NOON = "noon"
    AFTERNOON = "afternoon"
    SUNSET = "sunset"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class PrayerTime:
    """From when until when a prayer may be said. The last of a day has no end here: it lasts through the night."""

    prayer: Prayer
    begins: datetime
    ends: datetime | None


def prayer_times(day: date, *, latitude: float, longitude: float) -> tuple[PrayerTime, ...]:
    """The prayers of a day in UTC, in order; those left out that the sun does not give there on that day."""
    at_noon = _noon(day, longitude)
    declination, _ = _sun(at_noon)
    begins = {
        Prayer.DAWN: _moment(at_noon, -_hours(-DAWN_ANGLE, latitude, declination)),
        Prayer.NOON: at_noon + MARGIN,
        Prayer.AFTERNOON: _moment(at_noon, _hours(_afternoon(latitude, declination), latitude, declination)),
        Prayer.SUNSET: _moment(at_noon, _hours(-HORIZON_ANGLE, latitude, declination)),
        Prayer.NIGHT: _moment(at_noon, _hours(-NIGHT_ANGLE, latitude, declination)),
    }
    ends = {
        Prayer.DAWN: sunrise(day, latitude=latitude, longitude=longitude),
        Prayer.NOON: begins[Prayer.AFTERNOON],
        Prayer.AFTERNOON: begins[Prayer.SUNSET],
        Prayer.SUNSET: begins[Prayer.NIGHT],
    }
    return tuple(PrayerTime(prayer, at, ends.get(prayer)) for prayer, at in begins.items() if at is not None)


def sunrise(day: date, *, latitude: float, longitude: float) -> datetime | None:
    """When the upper edge of the sun appears, in UTC."""
    at_noon = _noon(day, longitude)
    return _moment(at_noon, -_hours(-HORIZON_ANGLE, latitude, _sun(at_noon)[0]))


def _moment(noon: datetime, hours: float) -> datetime | None:
    return None if hours != hours else noon + timedelta(hours=hours)  # not a number: the sun never gets there


def _noon(day: date, longitude: float) -> datetime:
    """When the sun crosses the meridian."""
    mean = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(hours=longitude / 15)
    return mean - timedelta(minutes=_sun(mean)[1])


def _sun(moment: datetime) -> tuple[float, float]:
    """Declination of the sun in degrees and equation of time in minutes (Astronomical Almanac, low precision)."""
    days = (moment - datetime(2000, 1, 1, 12, tzinfo=UTC)) / timedelta(days=1)
    anomaly = radians(357.529 + 0.98560028 * days)
    mean = 280.459 + 0.98564736 * days
    longitude = radians(mean + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly))
    tilt = radians(23.439 - 0.00000036 * days)
    ascension = degrees(atan2(cos(tilt) * sin(longitude), cos(longitude)))
    difference = mean - ascension
    return degrees(asin(sin(tilt) * sin(longitude))), 4 * (difference - 360 * floor(difference / 360 + 0.5))


def _hours(altitude: float, latitude: float, declination: float) -> float:
    """How long before or after noon the sun stands at an altitude; not a number when it never does."""
    place, sun = radians(latitude), radians(declination)
    found = (sin(radians(altitude)) - sin(place) * sin(sun)) / (cos(place) * cos(sun))
    return degrees(acos(found)) / 15 if -1 <= found <= 1 else float("nan")


def _afternoon(latitude: float, declination: float) -> float:
    """The sun's altitude at the beginning of the afternoon prayer."""
    return degrees(atan(1 / (HANAFI_SHADOW + tan(radians(abs(latitude - declination))))))
