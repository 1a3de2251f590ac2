"""Two synthetic worlds, card fraud and churn: the early part for the learner, the later part for the audit.

Everything here is simulated; no row is a person. Each world has customers, a label that is final only after a
delay, two drifts, effects that work together rather than one by one, a field that is known only after the
outcome, one slice whose fields are recorded badly, and a protected column. `early` is what the starter ships
(a fixed seed); `later` begins where the labels of the early part end, with other customers and a seed of the
audit. Nothing of this file is in the starter: it would give away what the learner is to find.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

Table = dict[str, np.ndarray]  # column name to values of one length; "" is a missing value

EPOCH = datetime(2025, 1, 6)  # a Monday
EARLY_SEED = 20250106
LATER_SEED = 71
EARLY_ROWS = 24_000  # 711 frauds, or 2,150 customers gone; at one fraud in 250 there would be 96
LATER_ROWS = 16_000
AGES = ("18-29", "30-44", "45-59", "60+")


@dataclass(frozen=True)
class World:
    """One data set and what the audit knows about it. Days are counted from EPOCH."""

    id: str
    target: str
    time: str
    customer: str
    key: str
    leak: str
    leak_before: str  # what stands in the leaking field as long as the outcome is open
    weak: tuple[str, str]
    protected: str
    groups: tuple[str, ...]
    delay_days: int
    numeric: tuple[str, ...]
    categorical: tuple[str, ...]
    make: Callable[[np.random.Generator, int, tuple[float, float], int], Table]
    early_days: tuple[float, float]
    later_days: tuple[float, float]
    costs: tuple[float, float]  # of a false alarm and of a miss, as the brief states them

    @property
    def features(self) -> tuple[str, ...]:
        """Columns that are known when a row is scored, but for its time."""
        return self.numeric + self.categorical

    def early(self, rows: int = EARLY_ROWS) -> Table:
        return self.make(np.random.default_rng(EARLY_SEED), rows, self.early_days, 100_000)

    def later(self, seed: int, rows: int = LATER_ROWS) -> Table:
        """Rows as they come to be scored: the field from after the outcome is still empty."""
        rng = np.random.default_rng([LATER_SEED, seed])
        table = self.make(rng, rows, self.later_days, 500_000)
        table[self.leak] = np.full(rows, self.leak_before)
        return table


# --- card fraud ---------------------------------------------------------------------------------

CHANNELS = ("chip", "contactless", "online", "phone")
MERCHANTS = ("groceries", "fuel", "restaurant", "fashion", "electronics", "gift cards", "travel", "services")
MERCHANT_SHARE = (0.27, 0.12, 0.17, 0.12, 0.10, 0.06, 0.07, 0.09)
MERCHANT_PRICE = (1.0, 1.1, 0.8, 1.5, 2.6, 1.2, 3.5, 1.3)
ACQUIRERS = ("A", "B", "C", "D", "E", "F", "G")
BAD_ACQUIRER = "E"  # its terminals send the device, the counters and the distance of another payment
NEW_PATTERN_DAY = 32.0  # from then on stolen cards are tapped just below the limit of 50


def make_fraud(rng: np.random.Generator, n: int, days: tuple[float, float], first_id: int) -> Table:
    """n card payments of a span of days, oldest first."""
    customers = round(n / (0.3 * (days[1] - days[0])))  # each pays about twice a week
    activity = rng.gamma(2.0, size=customers)
    age = rng.choice(4, customers, p=(0.25, 0.30, 0.25, 0.20))
    usual = np.exp(rng.normal(3.3, 0.45, customers))  # what this customer mostly pays
    unlucky = rng.normal(0.0, 0.4, customers)  # never recorded
    card_months = rng.integers(1, 61, customers)

    who = rng.choice(customers, n, p=activity / activity.sum())
    day = rng.uniform(*days, n)
    night = rng.random(n) < 0.10
    hour = np.where(night, rng.uniform(0, 6, n), np.clip(rng.normal(14.5, 3.6, n), 6, 23.98))
    when = np.floor(day) + hour / 24
    follows = np.flatnonzero(rng.random(n) < 0.16)  # payments that come in quick succession
    model = rng.integers(0, n, len(follows))
    who[follows] = who[model]
    when[follows] = np.minimum(when[model] + rng.exponential(14.0, len(follows)) / 1440, days[1] - 1e-3)
    order = np.argsort(when, kind="stable")
    who, when = who[order], when[order]
    day, hour = np.floor(when), (when % 1) * 24

    minutes_since, count_24h = _history(who, when)
    online_share = 0.34 + 0.14 * when / 130  # the first drift: slow
    draw = rng.random(n)
    channel = np.where(draw < online_share, 2, np.where(draw < online_share + 0.06, 3, rng.integers(0, 2, n)))
    online = channel == 2
    merchant = rng.choice(8, n, p=MERCHANT_SHARE)
    amount = usual[who] * np.array(MERCHANT_PRICE)[merchant] * np.exp(rng.normal(-0.25, 0.7, n))
    amount *= 1 + 0.0012 * when
    tiny = rng.random(n) < 0.10
    amount = np.where(tiny, rng.uniform(0.5, 6.0, n), amount)
    below_limit = (channel == 1) & (rng.random(n) < 0.12)
    amount = np.round(np.where(below_limit, rng.uniform(38, 50, n), amount), 2)
    known_merchant = rng.random(n) < 0.68
    new_device = rng.random(n) < 0.15
    device_days = np.where(new_device, rng.integers(0, 4, n), np.round(4 + rng.exponential(220, n)))
    far = rng.random(n) < 0.08
    distance = np.where(far, np.exp(rng.normal(6.3, 0.7, n)), np.exp(rng.normal(1.8, 1.0, n)))
    ratio = amount / usual[who]

    quick = minutes_since < 40
    z = np.full(n, -6.1) + unlucky[who]  # what adds up, one field at a time
    z += 1.5 * online + 1.1 * (channel == 3) - 1.7 * known_merchant + 0.95 * np.log(ratio + 0.1)
    z += 0.55 * np.minimum(count_24h, 6) + 0.38 * np.log1p(distance) + 1.2 * (merchant == 5)
    z += 0.9 * (merchant == 4) - 0.02 * card_months[who]
    z += 2.3 * (online & new_device) + 1.4 * (online & new_device & (hour < 6))  # what works together
    z += 1.2 * (online & new_device & ~known_merchant & (ratio > 1.5))
    z += 5.2 * ((amount < 6) & quick & (channel != 0))  # a stolen number is tried with small sums
    z += 2.2 * ((channel == 0) & far & (ratio > 1.4)) - 0.6 * (far & (ratio < 1))
    z += 1.5 * (np.isin(merchant, (4, 5)) & ~known_merchant & quick)
    tapped = (channel == 1) & (amount >= 38) & (amount < 50) & (quick | far)
    z += 4.0 * (tapped & (when >= NEW_PATTERN_DAY))  # the second drift: from one day to the next
    z += 1.6 * ((channel == 3) & (age[who] == 3)) + 0.4 * (age[who] == 3) * online
    fraud = rng.random(n) < 1 / (1 + np.exp(-z))

    acquirer = rng.choice(len(ACQUIRERS), n, p=(0.24, 0.2, 0.16, 0.12, 0.12, 0.09, 0.07))
    bad = np.flatnonzero(acquirer == ACQUIRERS.index(BAD_ACQUIRER))
    other = rng.permutation(bad)
    for column in (device_days, distance, minutes_since, count_24h, known_merchant):
        column[bad] = column[other]
    shown = rng.random(n)
    dispute = np.where(fraud, shown < 0.93, shown < 0.015) * (5 + rng.exponential(25, n))

    return {
        "payment_id": _ids("p", first_id * 10 + np.arange(n)),
        "customer_id": _ids("c", first_id + who),
        "time": _stamps(when),
        "amount": _decimals(amount, 2),
        "usual_amount": _decimals(usual[who], 1),
        "amount_ratio": _decimals(ratio, 2),
        "merchant": np.array(MERCHANTS)[merchant],
        "known_merchant": known_merchant.astype(int),
        "channel": np.array(CHANNELS)[channel],
        "acquirer": np.array(ACQUIRERS)[acquirer],
        "device_days": np.where(online, device_days.astype(int).astype(str), ""),
        "distance_km": _decimals(distance, 0),
        "minutes_since_last": np.where(np.isfinite(minutes_since), _decimals(minutes_since, 0), ""),
        "payments_24h": count_24h,
        "card_months": card_months[who],
        "age_group": np.array(AGES)[age[who]],
        "dispute_minutes": _decimals(dispute, 0),
        "is_fraud": fraud.astype(int),
    }


def _history(who: np.ndarray, when: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Minutes since the customer's last payment (inf for the first) and payments of the 24 hours before."""
    minutes, count = np.full(len(who), np.inf), np.zeros(len(who), int)
    order = np.lexsort((when, who))
    starts = np.flatnonzero(np.r_[True, np.diff(who[order]) != 0])
    for rows in np.split(order, starts[1:]):
        times = when[rows]
        minutes[rows[1:]] = np.diff(times) * 1440
        count[rows] = np.arange(len(rows)) - np.searchsorted(times, times - 1.0)
    return minutes, count


# --- churn --------------------------------------------------------------------------------------

PLANS = ("prepaid", "monthly", "yearly", "family")
SHOPS = ("web", "shop", "phone", "partner", "reseller", "employer")
BAD_SHOP = "reseller"  # its customers' usage is booked on one another's accounts
PRICE_DAY = 120.0  # prices of the monthly plan rose


def make_churn(rng: np.random.Generator, n: int, days: tuple[float, float], first_id: int) -> Table:
    """n monthly snapshots of telecom customers, oldest first; the target: gone within the next 30 days."""
    months = np.arange(days[0], days[1], 30.0)
    lines_open = round(n / (0.9 * len(months)))  # a customer who leaves is followed by a new one
    shown_id = np.arange(lines_open)
    age = rng.choice(4, lines_open, p=(0.25, 0.30, 0.25, 0.20))
    plan = rng.choice(4, lines_open, p=(0.27, 0.38, 0.2, 0.15))
    shop = rng.choice(6, lines_open, p=(0.3, 0.2, 0.14, 0.12, 0.14, 0.1))
    joined = days[0] - rng.exponential(500, lines_open)
    loose = rng.normal(0.0, 0.4, lines_open)  # never recorded
    usual_gb = np.exp(rng.normal(2.1, 0.6, lines_open))
    pieces = []
    for month in months:
        who = np.flatnonzero(rng.random(lines_open) < 0.93)
        piece, left = _month(rng, month, who, age, plan, shop, joined, loose, usual_gb)
        pieces.append(piece | {"who": shown_id[who]})
        gone = who[left]
        shown_id[gone] = shown_id.max() + 1 + np.arange(len(gone))
        age[gone] = rng.choice(4, len(gone), p=(0.35, 0.30, 0.2, 0.15))
        joined[gone], loose[gone] = month + 30, rng.normal(0.0, 0.4, len(gone))
    table = {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
    size = len(table["who"])
    kept = np.sort(rng.choice(size, n, replace=False))
    table = {name: values[kept] for name, values in table.items()}
    head = {
        "snapshot_id": _ids("s", first_id * 10 + np.arange(n)),
        "customer_id": _ids("c", first_id + table.pop("who")),
    }
    return head | table


def _month(rng, month, who, age, plan, shop, joined, loose, usual_gb):
    """The snapshots of one month and who left after it."""
    n = len(who)
    tenure = np.maximum(month - joined[who], 0)
    price = np.array((9.0, 24.0, 19.0, 42.0))[plan[who]] + 4.0 * ((plan[who] == 1) & (month >= PRICE_DAY))
    trend = np.exp(rng.normal(0, 0.45, n))  # usage of the last month over the usual one
    gb = usual_gb[who] * trend
    calls = rng.poisson(0.35 + 0.9 * (rng.random(n) < 0.12), n)
    outages = rng.poisson(0.5, n)
    late = rng.random(n) < 0.10
    lines = 1 + (plan[who] == 3) * rng.integers(1, 4, n)
    until_end = np.where(plan[who] == 2, 365 - tenure % 365, np.nan)
    rival = rng.random(n) < 0.2 + 0.1 * month / 480  # the first drift: rivals' offers slowly spread
    z = np.full(n, -4.9) + loose[who]
    z += 0.55 * np.minimum(calls, 4) + 0.9 * late + 0.5 * rival - 1.1 * np.log(trend) - tenure / 1500
    z += np.array((0.5, 0.3, -0.7, -0.6))[plan[who]]
    z += 4.0 * ((plan[who] == 2) & (until_end < 45) & (trend < 1.0))
    z += 3.4 * ((trend < 0.7) & (plan[who] != 2) & (tenure < 240))
    z += 4.0 * ((calls >= 2) & (outages >= 1)) - 0.5 * ((calls >= 1) & (outages == 0))
    z += 3.2 * ((plan[who] == 1) & (price > 26) & rival)  # the second drift: the price rise
    z += 3.4 * ((plan[who] == 0) & late & (trend < 1.2))
    z += 1.6 * (rival & (age[who] == 0)) - 1.0 * (lines > 2)
    left = rng.random(n) < 1 / (1 + np.exp(-z))
    bad = np.flatnonzero(shop[who] == SHOPS.index(BAD_SHOP))
    other = rng.permutation(bad)
    for column in (gb, calls, outages, tenure, until_end):
        column[bad] = column[other]
    shown = rng.random(n)
    retention = np.where(left, shown < 0.9, shown < 0.02) * (4 + rng.exponential(15, n))
    table = {
        "time": _stamps(np.full(n, month)),
        "plan": np.array(PLANS)[plan[who]],
        "sold_by": np.array(SHOPS)[shop[who]],
        "tenure_days": tenure.astype(int),
        "days_to_contract_end": np.where(np.isnan(until_end), "", _decimals(np.nan_to_num(until_end), 0)),
        "price": _decimals(price, 2),
        "lines": lines,
        "gb_month": _decimals(gb, 2),
        "gb_usual": _decimals(usual_gb[who], 2),
        "usage_ratio": _decimals(gb / usual_gb[who], 2),
        "support_calls": calls,
        "outages": outages,
        "paid_late": late.astype(int),
        "rival_offer_in_area": rival.astype(int),
        "age_group": np.array(AGES)[age[who]],
        "retention_minutes": _decimals(retention, 0),
        "churned": left.astype(int),
    }
    return table, left


# --- tables -------------------------------------------------------------------------------------


def write_csv(table: Mapping[str, np.ndarray]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(zip(*(values.tolist() for values in table.values()), strict=True))
    return text.getvalue().encode()


def write_gzip(table: Mapping[str, np.ndarray]) -> bytes:
    """The same bytes every time: no name and no time in the header."""
    return gzip.compress(write_csv(table), 9, mtime=0)


def _ids(letter: str, numbers: np.ndarray) -> np.ndarray:
    return np.array([f"{letter}{number}" for number in numbers.tolist()])


def _stamps(when: np.ndarray) -> np.ndarray:
    return np.array([f"{EPOCH + timedelta(days=day):%Y-%m-%dT%H:%M}" for day in when.tolist()])


def _decimals(values: np.ndarray, places: int) -> np.ndarray:
    return np.array([f"{value:.{places}f}" for value in values.tolist()])


FRAUD = World(
    id="card-fraud",
    target="is_fraud",
    time="time",
    customer="customer_id",
    key="payment_id",
    leak="dispute_minutes",
    leak_before="0",
    weak=("acquirer", BAD_ACQUIRER),
    protected="age_group",
    groups=AGES,
    delay_days=7,
    numeric=(
        "amount",
        "usual_amount",
        "amount_ratio",
        "known_merchant",
        "device_days",
        "distance_km",
        "minutes_since_last",
        "payments_24h",
        "card_months",
    ),
    categorical=("merchant", "channel", "acquirer", "age_group"),
    make=make_fraud,
    early_days=(0.0, 90.0),
    later_days=(97.0, 127.0),
    costs=(4.0, 60.0),
)

CHURN = World(
    id="churn",
    target="churned",
    time="time",
    customer="customer_id",
    key="snapshot_id",
    leak="retention_minutes",
    leak_before="0",
    weak=("sold_by", BAD_SHOP),
    protected="age_group",
    groups=AGES,
    delay_days=30,
    numeric=(
        "tenure_days",
        "days_to_contract_end",
        "price",
        "lines",
        "gb_month",
        "gb_usual",
        "usage_ratio",
        "support_calls",
        "outages",
        "paid_late",
        "rival_offer_in_area",
    ),
    categorical=("plan", "sold_by", "age_group"),
    make=make_churn,
    early_days=(0.0, 360.0),
    later_days=(390.0, 480.0),
    costs=(10.0, 60.0),
)

WORLDS = {world.id: world for world in (FRAUD, CHURN)}
