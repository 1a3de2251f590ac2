"""Forecast next year's sunspots from the last nine years, each year with nothing but its past."""

import csv
import json
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
LAGS, FIRST_TEST = 9, 1910  # the last ninety-nine years are forecast: nine cycles
BLOCK, DRAWS = 11, 2000  # errors of one cycle belong together


def load(path=HERE / "data" / "sunspots.csv"):
    """Years and counts, checked: no year twice, none missing, no count below zero."""
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    years = np.array([int(row["YEAR"]) for row in rows])
    counts = np.array([float(row["SUNACTIVITY"]) for row in rows])
    if (np.diff(years) != 1).any() or (counts < 0).any():
        raise ValueError(f"{path} has a gap, a year twice, or a negative count.")
    return years, counts


def summary(counts):
    """What one looks at first: spread, and after how many years the series resembles itself most."""
    centred = counts - counts.mean()
    resemblance = [float(centred[k:] @ centred[:-k] / (centred @ centred)) for k in range(5, 16)]
    return {"mean": counts.mean(), "largest": counts.max(), "cycle_years": 5 + int(np.argmax(resemblance))}


def design(past):
    """One row for each year that has nine before it: a one, then the nine."""
    rows = [past[i - LAGS : i][::-1] for i in range(LAGS, len(past))]
    return np.column_stack([np.ones(len(rows)), rows]), past[LAGS:]


def forecast(past):
    """Least squares on all of the past, then one step ahead."""
    weights = np.linalg.lstsq(*design(past), rcond=None)[0]
    return max(float(np.r_[1.0, past[-LAGS:][::-1]] @ weights), 0.0)


def backtest(years, counts):
    """Absolute errors of the model and of "as last year", year by year, none having seen its own year."""
    at = [i for i in range(len(years)) if years[i] >= FIRST_TEST]
    model = np.array([abs(forecast(counts[:i]) - counts[i]) for i in at])
    naive = np.array([abs(counts[i - 1] - counts[i]) for i in at])
    return years[at], model, naive


def interval(errors, seed=0):
    """95 % for the mean, from blocks of eleven years: neighbouring errors are alike."""
    rng = np.random.default_rng(seed)
    starts = rng.integers(0, len(errors) - BLOCK + 1, (DRAWS, len(errors) // BLOCK))
    means = errors[starts[..., None] + np.arange(BLOCK)].mean(axis=(1, 2))
    return [float(end) for end in np.quantile(means, [0.025, 0.975])]


def worst(years, errors, most=5):
    order = np.argsort(errors)[::-1][:most]
    return [{"year": int(years[i]), "error": round(float(errors[i]), 1)} for i in order]


def draw(years, model, naive, path):
    """Mean error of each decade, as two lines of dots."""
    decades = sorted({int(year) // 10 * 10 for year in years})
    means = [[errors[years // 10 * 10 == decade].mean() for decade in decades] for errors in (model, naive)]
    top = 10 * np.ceil(max(map(max, means)) / 10)
    x = [70 + 500 * i / (len(decades) - 1) for i in range(len(decades))]
    marks = []
    for values, colour in zip(means, ("#1f5fa8", "#a85a1f"), strict=True):
        dots = [(a, 300 - 240 * v / top) for a, v in zip(x, values, strict=True)]
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in dots)
        marks.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
        marks += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{colour}"/>' for a, b in dots]
    for a, decade in zip(x, decades, strict=True):
        marks.append(f'<text x="{a:.1f}" y="322" text-anchor="middle">{decade}</text>')
    for tick in range(0, int(top) + 1, 10):
        marks.append(f'<text x="58" y="{304 - 240 * tick / top:.1f}" text-anchor="end">{tick}</text>')
    words = [
        (320, 24, "Nine years of the past forecast the sun better than last year alone"),
        (320, 348, "decade (years)"),
        (320, 46, "mean absolute error (sunspots a year); blue: nine years, brown: as last year"),
    ]
    marks += [f'<text x="{a}" y="{b}" text-anchor="middle">{text}</text>' for a, b, text in words]
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" '
        'font-family="sans-serif" font-size="13">'
    )
    path.write_text("\n".join([head, *marks, "</svg>", ""]))


def main():
    guess = next(
        line for line in (HERE / "question.md").read_text().splitlines() if line.startswith("Guess:")
    )
    years, counts = load()
    tested, model, naive = backtest(years, counts)
    low, high = interval(model)
    gain_low, gain_high = interval(naive - model)
    record = {
        "guess": float(guess.partition(":")[2]),
        "result": float(model.mean()),
        "seed": 0,
        "metric": {"name": "mean absolute error", "value": float(model.mean()), "low": low, "high": high},
        "baseline": {"name": "as last year", "value": float(naive.mean())},
        "gain": {"value": float((naive - model).mean()), "low": gain_low, "high": gain_high},
        "years": len(tested),
        "series": {key: float(value) for key, value in summary(counts).items()},
        "worst": worst(tested, model),
    }
    (HERE / "result.json").write_text(json.dumps(record, indent=2) + "\n")
    draw(tested, model, naive, HERE / "figure.svg")
    print(f"off by {record['result']:.1f} sunspots a year; as last year: {naive.mean():.1f}")


if __name__ == "__main__":
    main()
