"""How often is the answer right? The threshold comes from some cases, the number from others."""

import json
import random
from math import comb, sqrt
from pathlib import Path

from answers import Search, overlap, read_notes

HERE = Path(__file__).parent


def cases(part):
    every = json.loads((HERE / "cases.json").read_text())
    if len({case["question"] for case in every}) != len(every):
        raise ValueError("cases.json asks something twice.")
    return [case for case in every if case["part"] == part]


def chosen_least(search):
    """The threshold that is right most often on the cases of development; the lowest of equals."""
    tried = [step / 10 for step in range(0, 51)]
    return max(tried, key=lambda least: sum(marks(cases("develop"), lambda q: search.answer(q, least))))


def marks(asked, answer):
    return [answer(case["question"]) == case["note"] for case in asked]


def wilson(right, n, z=1.96):
    """95 % interval of a share that holds for small n, too."""
    middle, width = (
        right / n + z * z / (2 * n),
        z * sqrt(right / n * (1 - right / n) / n + z * z / (4 * n * n)),
    )
    return [(middle - width) / (1 + z * z / n), (middle + width) / (1 + z * z / n)]


def posterior_above(right, n, level, draws=20_000, seed=0):
    """Chance that the true share is above `level`, with a uniform prior: Beta(1 + right, 1 + wrong)."""
    rng = random.Random(seed)
    return sum(rng.betavariate(1 + right, 1 + n - right) > level for _ in range(draws)) / draws


def sign_test(ours, theirs):
    """Two-sided p of the cases on which only one of the two is right: would a coin do this?"""
    wins = sum(a and not b for a, b in zip(ours, theirs, strict=True))
    losses = sum(b and not a for a, b in zip(ours, theirs, strict=True))
    n = wins + losses
    tail = sum(comb(n, k) for k in range(min(wins, losses) + 1)) / 2**n
    return wins, losses, min(1.0, 2 * tail)


def errors(asked, answer):
    """Every case that went wrong, sorted by what went wrong."""
    found = {"refused": [], "made up": [], "wrong note": []}
    for case in asked:
        given = answer(case["question"])
        if given != case["note"]:
            kind = "refused" if not given else "wrong note" if case["note"] else "made up"
            found[kind].append(case["question"])
    return found


def draw(shares, path):
    marks_ = []
    for n, (name, (value, low, high)) in enumerate(shares.items()):
        y = 100 + 70 * n
        left, right = (200 + 380 * end for end in (low, high))
        marks_.append(f'<text x="185" y="{y + 5}" text-anchor="end">{name}</text>')
        marks_.append(
            f'<line x1="{left:.1f}" y1="{y}" x2="{right:.1f}" y2="{y}" stroke="#1f5fa8" stroke-width="3"/>'
        )
        marks_.append(f'<circle cx="{200 + 380 * value:.1f}" cy="{y}" r="7" fill="#1f5fa8"/>')
        marks_.append(
            f'<text x="{200 + 380 * value:.1f}" y="{y - 14}" text-anchor="middle">{value:.2f}</text>'
        )
    words_ = [
        (320, 30, "Refusing is what makes the answers right"),
        (390, 316, "share of right answers (proportion of 36 cases, 95 % interval)"),
    ]
    marks_ += [f'<text x="{a}" y="{b}" text-anchor="middle">{text}</text>' for a, b, text in words_]
    marks_ += [
        f'<text x="{200 + 380 * tick:.0f}" y="288" text-anchor="middle">{tick}</text>' for tick in (0, 0.5, 1)
    ]
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 330" '
        'font-family="sans-serif" font-size="14">'
    )
    path.write_text("\n".join([head, *marks_, "</svg>", ""]))


def main():
    guess = next(
        line for line in (HERE / "question.md").read_text().splitlines() if line.startswith("Guess:")
    )
    search, asked = Search(read_notes()), cases("test")
    least = chosen_least(search)
    ours = marks(asked, lambda question: search.answer(question, least))
    theirs = marks(asked, lambda question: overlap(search.notes, question))
    never = marks(asked, lambda question: search.answer(question, 0))
    wins, losses, p = sign_test(ours, theirs)
    share, (low, high) = sum(ours) / len(ours), wilson(sum(ours), len(ours))
    record = {
        "guess": float(guess.partition(":")[2]),
        "result": share,
        "metric": {"name": "share right", "value": share, "low": low, "high": high},
        "baseline": {"name": "most shared words", "value": sum(theirs) / len(theirs)},
        "never_refusing": sum(never) / len(never),
        "least": least,
        "sign_test": {"wins": wins, "losses": losses, "p": p},
        "above_two_thirds": posterior_above(sum(ours), len(ours), 2 / 3),
        "evaluation": {"n": len(asked), "unanswerable": sum(not case["note"] for case in asked)},
        "errors": errors(asked, lambda question: search.answer(question, least)),
    }
    (HERE / "result.json").write_text(json.dumps(record, indent=2) + "\n")
    shares = {"most shared words": theirs, "never refusing": never, "with refusals": ours}
    bars = {name: (sum(m) / len(m), *wilson(sum(m), len(m))) for name, m in shares.items()}
    draw(bars, HERE / "figure.svg")
    print(f"right: {share:.2f} ({low:.2f} to {high:.2f}); most shared words: {sum(theirs) / len(theirs):.2f}")


if __name__ == "__main__":
    main()
