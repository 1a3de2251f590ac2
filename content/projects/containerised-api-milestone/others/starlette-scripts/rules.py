"""The contract as a table of rules, and what a row turns into."""

from datetime import UTC, datetime, timedelta

NUMBERS = {  # field: (least, most, whole)
    "amount_eur": (0.01, 20000, False),
    "distance_km": (0, 20040, False),
    "hours_since_last": (0, 8784, False),
    "card_age_days": (0, 7305, True),
}
CHOICES = {
    "merchant_category": ["electronics", "fuel", "gifts", "grocery", "restaurant", "travel"],
    "channel": ["chip", "contactless", "online"],
}
FIELDS = ["occurred_at", *NUMBERS, *CHOICES]


def check(row):
    """Rules that a row breaks, as "field: rule"; none for a good row."""
    if not isinstance(row, dict):
        return ["row: must be an object"]
    broken = [f"{name}: unknown field" for name in row if name not in FIELDS]
    for name in FIELDS:
        if name not in row:
            broken.append(f"{name}: missing")
        elif (wrong := _value(name, row[name])) is not None:
            broken.append(f"{name}: {wrong}")
    return broken


def _value(name, value):
    if name in CHOICES:
        return None if value in CHOICES[name] else f"must be one of {', '.join(CHOICES[name])}"
    if name == "occurred_at":
        return _moment(value)
    least, most, whole = NUMBERS[name]
    kinds = (int,) if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds):
        return "must be a whole number" if whole else "must be a number"
    if not least <= value <= most:  # nor is NaN, and a whole number may be too large for a float
        return f"must be from {least} to {most}"
    return None


def _moment(value):
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            return "must have a time zone"
        late = moment.astimezone(UTC) > datetime.now(UTC) + timedelta(hours=1)
    except (TypeError, ValueError):
        return "must be ISO 8601 text"
    except OverflowError:  # the first hours of the year 1 east of Greenwich have no date in UTC
        return "must have a date in UTC"
    return "lies in the future" if late else None


def vector(row):
    """Numbers for the model, in one fixed order; categories by their place in CHOICES."""
    hour = datetime.fromisoformat(row["occurred_at"]).astimezone(UTC).hour
    return [float(row[n]) for n in NUMBERS] + [CHOICES[n].index(row[n]) for n in CHOICES] + [hour]


def schema():
    """The JSON schema of one row."""
    properties = {"occurred_at": {"type": "string", "format": "date-time", "example": "2026-02-03T18:25:00Z"}}
    for name, (least, most, whole) in NUMBERS.items():
        properties[name] = {"type": "integer" if whole else "number", "minimum": least, "maximum": most}
    for name, values in CHOICES.items():
        properties[name] = {"type": "string", "enum": values}
    return {"type": "object", "required": FIELDS, "additionalProperties": False, "properties": properties}
