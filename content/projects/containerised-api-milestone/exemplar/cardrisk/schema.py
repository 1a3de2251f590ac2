"""The data contract: what one payment is. The API, the batch check and the offline scorer share it.

Strict on purpose: text is not a number, unknown fields are refused, and each bound is a rule about units.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

CATEGORIES = ("electronics", "fuel", "gifts", "grocery", "restaurant", "travel")
CHANNELS = ("chip", "contactless", "online")
CLOCK_SKEW = timedelta(minutes=5)
MOST_ROWS = 1000


def _moment(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError("must be ISO 8601 text such as 2026-03-02T14:05:00Z")
    return datetime.fromisoformat(value)


def _in_utc(value: datetime) -> datetime:
    """One instant is one value, whatever zone it was written in: the hour is a feature."""
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("has no date in UTC") from error


def _not_in_the_future(value: datetime) -> datetime:
    if value > datetime.now(UTC) + CLOCK_SKEW:
        raise ValueError("lies in the future")
    return value


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Payment(Strict):
    """One card payment, as it is known when the card is presented."""

    occurred_at: Annotated[
        AwareDatetime,
        BeforeValidator(_moment),
        AfterValidator(_in_utc),
        AfterValidator(_not_in_the_future),
        Field(description="with its time zone, not in the future", examples=["2026-02-03T18:25:00Z"]),
    ]
    amount_eur: float = Field(
        gt=0, le=20_000, allow_inf_nan=False, description="euros, not cents", examples=[42.5]
    )
    distance_km: float = Field(
        ge=0,
        le=20_040,
        allow_inf_nan=False,
        description="home to shop",
        examples=[3.5],
    )
    hours_since_last: float = Field(
        ge=0, le=8_784, allow_inf_nan=False, description="since the card's last payment", examples=[28.0]
    )
    card_age_days: int = Field(ge=0, le=7_305, description="days since the card was issued", examples=[812])
    merchant_category: Literal["electronics", "fuel", "gifts", "grocery", "restaurant", "travel"]
    channel: Literal["chip", "contactless", "online"]


class Prediction(Strict):
    probability: float = Field(ge=0, le=1, description="that the payment will be disputed")
    flagged: bool = Field(description="probability is at least the threshold of the model")
    model_version: str


class Batch(Strict):
    """Rows are checked one by one, so that one bad row does not cost the others."""

    rows: list[dict[str, Any]] = Field(min_length=1, max_length=MOST_ROWS)


class Served(Strict):
    row: int = Field(ge=0)
    probability: float = Field(ge=0, le=1)


class Quarantined(Strict):
    row: int = Field(ge=0)
    rules: list[str] = Field(min_length=1, description="field: rule that it broke")


class BatchReport(Strict):
    model_version: str
    served: list[Served]
    quarantined: list[Quarantined]
    broken: dict[str, int] = Field(description="rows by broken rule")


class Health(Strict):
    status: Literal["ok"]
    model_version: str


class Refusal(BaseModel):
    """What is said with a status of 4xx."""

    detail: list[str]
