"""Telephone numbers: from what people type to the one international form."""

import phonenumbers


def standard(text: str | None, origin: str) -> str | None:
    """"+992901234567" for whatever way a number is typed; None when it cannot be one. `origin` is the country whose
    numbers are typed without a prefix."""
    typed = (text or "").strip()
    if typed.startswith("00"):
        typed = f"+{typed[2:]}"
    try:
        number = phonenumbers.parse(typed, origin)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown(phone: str | None) -> str:
    """A number with spaces, as people read it."""
    if not phone:
        return ""
    return phonenumbers.format_number(phonenumbers.parse(phone), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def masked(phone: str | None) -> str:
    """Enough of a number to ask "does it end in 67?", and no more."""
    return f"•• {phone[-2:]}" if phone else ""
