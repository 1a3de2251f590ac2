"""Synthetic mail: what the learner gets, and what only the audit has.

A campaign is a spam template that was sent several times; a thread is its ham counterpart. All messages of
one
lie on one side. Within a campaign sentences repeat, as in life; between campaigns the words of a topic do.
The learner's mail carries two accidents of its collection, which the hidden mail does not: spam came
through a trap address and in other months than ham. A filter that learns from headers learns the accident.
Not covered: attachments, HTML, languages other than English, senders who adapt to the filter.
"""

from __future__ import annotations

import csv
import io
import random
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

PHRASES = tomllib.loads(Path(__file__).with_name("data").joinpath("phrases.toml").read_text(encoding="utf-8"))
SLOTS: Mapping[str, list[str]] = PHRASES["slots"]
SEEDS = {"learner": 20260302, "hidden": 978}
ODD = {"spam": 0.05, "ham": 0.015}
PRESSED = 0.06  # of shop, bank and newsletter mail: somebody pressed "spam" instead of leaving the list
PLAIN = ("hello", "Re:", "question", "for you", "news", "quick note", "(no subject)")
LARGEST = {"spam": 14, "ham": 6}  # messages of one campaign or thread

SPIN = re.compile(r"\{([^{}]*)\}")
SLOT = re.compile(r"\[(" + "|".join(SLOTS) + r")\]")
SWAPS = {"a": "@4", "e": "3€", "i": "1!", "o": "0", "l": "1|", "s": "$5"}
FOREIGN = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"}  # noqa: RUF001 - Cyrillic on purpose
LOUD = re.compile(
    r"\b(free|viagra|cialis|pills?|loans?|credit|guaranteed?|money|cash|prize|won|winner|lottery|dollars?|verify|"
    r"password|account|suspended|replica|luxury|watches|bitcoin|profit|earn|invest|singles|hot|lose|fat|miracle|"
    r"offer|click|order|buy|now|today|urgent|million|bank|claim|discount|traffic|fee|donation|donate)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mail:
    id: str
    label: str  # spam or ham
    text: str  # headers, an empty line, the body
    group: str  # campaign or thread: never handed out


def learner_mail() -> list[Mail]:
    """What the starter carries: 90 campaigns and 200 threads."""
    return _mail("learner", SEEDS["learner"], campaigns=90, threads=200)


def hidden_mail(seed: int = 0) -> list[Mail]:
    """The audit's own: other campaigns and threads, with two topics that the learner never had."""
    return _mail("hidden", SEEDS["hidden"] + seed, campaigns=120, threads=320)


def obfuscated(mail: Iterable[Mail], seed: int = 0) -> list[Mail]:
    """The same spam as its senders write it when a filter is in the way; ham is left out."""
    rng = random.Random(seed)
    return [replace(one, text=_hide(one.text, rng, 0.8, padding=True)) for one in mail if one.label == "spam"]


def table(mail: Iterable[Mail], *, labelled: bool = True) -> bytes:
    """A CSV with the columns id, (label,) text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "label", "text"] if labelled else ["id", "text"])
    writer.writerows([m.id, m.label, m.text] if labelled else [m.id, m.text] for m in mail)
    return out.getvalue().encode()


# --- how a message is made ---------------------------------------------------------------------


def _mail(part: str, seed: int, campaigns: int, threads: int) -> list[Mail]:
    rng = random.Random(seed)
    mail = []
    for label, count in (("spam", campaigns), ("ham", threads)):
        topics = [t for t in PHRASES[label] if part == "hidden" or t not in PHRASES["late"]]
        for n in range(count):
            size = min(LARGEST[label], 1 + int(rng.paretovariate(0.8)))
            mail += _group(part, label, topics[n % len(topics)], f"{label}-{n}", size, rng)
    rng.shuffle(mail)
    return [replace(one, id=f"{part[0]}{n:04d}") for n, one in enumerate(mail)]


def _group(part: str, label: str, topic: str, group: str, size: int, rng: random.Random) -> list[Mail]:
    """One campaign or thread: sentences chosen and worded once, slots filled and words hidden for each."""
    source = PHRASES[label][topic]
    known = _known(part, source["sentences"])
    chosen = _sentences(part, label, known, rng)
    worded = [_spin(sentence, rng) for sentence in chosen]
    subject = _spin(rng.choice(_known(part, source["subjects"])), rng)
    if rng.random() < 0.3:
        subject = rng.choice(PLAIN)
    sender = f"{rng.choice(SLOTS['name']).lower()}@{_domain(label, rng)}"
    hides = rng.choice([0.0, 0.0, 0.15, 0.4]) if label == "spam" else 0.0
    made = []
    for n in range(size):
        sentences = list(worded)
        if len(sentences) > 3 and rng.random() < 0.3:
            del sentences[rng.randrange(len(sentences))]
        if rng.random() < 0.25:
            at = rng.randrange(len(sentences))
            sentences[at] = _spin(rng.choice(known), rng)
        body = _fill(f"{_greeting(rng)}\n\n{_lines(sentences, rng)}\n\n{_parting(label, rng)}\n", rng)
        head = _headers(part, label, _fill(subject, rng), sender, n, rng)
        pressed = part == "learner" and topic in ("shop", "bank", "newsletter") and rng.random() < PRESSED
        said = "spam" if pressed else label
        made.append(Mail("", said, _hide(f"{head}\n\n{body}", rng, hides), f"{part}-{group}"))
    return made


def _known(part: str, phrases: list[str]) -> list[str]:
    """The phrases of one side: the learner has not the last quarter, the audit not the first."""
    held = len(phrases) // 4
    return phrases[: len(phrases) - held] if part == "learner" else phrases[held:]


def _sentences(part: str, label: str, known: list[str], rng: random.Random) -> list[str]:
    """Mostly of one topic. Some spam hides one line among harmless ones; some people quote spam."""
    if rng.random() < ODD[label]:
        of = [topic for topic in PHRASES["spam"] if topic not in PHRASES["late"]]
        line = rng.choice(
            known if label == "spam" else _known(part, PHRASES["spam"][rng.choice(of)]["sentences"])
        )
        around = [_other(part, rng) for _ in range(rng.randint(2, 3))]
        if label == "spam":
            return [around[0], line, *around[1:]]
        return [rng.choice(PHRASES["warnings"]), f"> {line}", *around[:2]]
    chosen = rng.sample(known, k=min(len(known), rng.choice([2, 3, 3, 4, 4])))
    if rng.random() < 0.5:  # people, and spam that plays at being people, speak of other things too
        chosen.insert(rng.randint(0, len(chosen)), _other(part, rng))
    return chosen


def _other(part: str, rng: random.Random) -> str:
    return rng.choice(_known(part, PHRASES["ham"][rng.choice(list(PHRASES["ham"]))]["sentences"]))


def _headers(part: str, label: str, subject: str, sender: str, n: int, rng: random.Random) -> str:
    lines = [f"From: {sender}", f"To: {_recipient(part, label, rng)}"]
    lines += [f"Subject: {'Re: ' if label == 'ham' and n else ''}{subject}"]
    lines += [f"Date: {_date(part, label, rng):%a, %d %b %Y %H:%M:%S} +0000"]
    extra = {
        "X-Mailer": ["Quill 4.1", "Postbox Lite", "Pigeon 12", "webmail"],
        "MIME-Version": ["1.0"],
        "Content-Type": ["text/plain; charset=utf-8", "text/plain; charset=us-ascii"],
        "X-Priority": ["3", "1 (Highest)"],
        "Received": [
            f"from mx{rng.randint(1, 9)}.{rng.choice(SLOTS['site'])}.example by post.harbour.example"
        ],
    }
    lines += [f"{name}: {rng.choice(values)}" for name, values in extra.items() if rng.random() < 0.6]
    return "\n".join(lines)


def _recipient(part: str, label: str, rng: random.Random) -> str:
    if part == "learner":  # the first accident of the collection
        return "trap@honey.example" if label == "spam" else "office@harbour.example"
    return rng.choice(["office@harbour.example", "desk@granite.example"])


def _date(part: str, label: str, rng: random.Random) -> datetime:
    months = {"spam": (7, 8), "ham": (1, 6)}[label] if part == "learner" else (1, 12)  # and the second
    year = 2025 if part == "learner" else 2026
    first = datetime(year, months[0], 1)
    span = datetime(year, months[1], 28) - first
    return first + timedelta(seconds=rng.randrange(int(span.total_seconds())))


def _domain(label: str, rng: random.Random) -> str:
    if rng.random() < 0.35:  # spam forges, people use what everybody uses
        return rng.choice(["openpost.example", "mailhaven.example", "letterbox.example"])
    pool = SLOTS["site"] if label == "spam" else [*SLOTS["project"], *SLOTS["site"]]
    return f"{rng.choice(pool)}.example"


def _greeting(rng: random.Random) -> str:
    return rng.choice(["Hello [name],", "Dear [name],", "Hi [name],", "Good morning,", "Hi,", "Dear all,"])


def _parting(label: str, rng: random.Random) -> str:
    polite = [
        "Best regards,\n[name]",
        "Regards\n[name]",
        "[name]",
        "Thank you\n[name]",
        "Best wishes\n[name]",
    ]
    return rng.choice([*polite, "The [brand] team"] if label == "spam" else polite)


def _lines(sentences: list[str], rng: random.Random) -> str:
    between = rng.choice([" ", "\n", "\n\n"])
    return between.join(sentences)


def _spin(text: str, rng: random.Random) -> str:
    return " ".join(SPIN.sub(lambda found: rng.choice(found[1].split("|")), text).split()).replace(" ,", ",")


def _fill(text: str, rng: random.Random) -> str:
    return SLOT.sub(lambda found: rng.choice(SLOTS[found[1]]), text)


# --- how words are hidden ----------------------------------------------------------------------


def _hide(text: str, rng: random.Random, share: float, *, padding: bool = False) -> str:
    """Subject and body with `share` of the loud words disguised; headers keep their names."""
    head, _, body = text.partition("\n\n")
    lines = [
        f"Subject: {_disguised(line[9:], rng, share)}" if line.startswith("Subject: ") else line
        for line in head.split("\n")
    ]
    body = _disguised(body, rng, share)
    if padding:
        topic = PHRASES["ham"][rng.choice(list(PHRASES["ham"]))]
        filler = rng.sample(topic["sentences"], k=1)
        body += "\n\n\n" + _fill(_spin(" ".join(filler), rng), rng) + "\n"
    return "\n".join(lines) + "\n\n" + body


def _disguised(text: str, rng: random.Random, share: float) -> str:
    return LOUD.sub(lambda found: _disguise(found[0], rng) if rng.random() < share else found[0], text)


def _disguise(word: str, rng: random.Random) -> str:
    """fr€e, v1agra, f.r.e.e, f r e e, or letters of another alphabet that look the same."""
    way = rng.random()
    if way < 0.15:
        return rng.choice([".", " ", "-", "*"]).join(word)
    swaps = FOREIGN if way < 0.35 else SWAPS
    fitting = [n for n, letter in enumerate(word) if letter.lower() in swaps]
    for n in rng.sample(fitting, k=min(len(fitting), rng.randint(1, 2))):
        word = word[:n] + rng.choice(swaps[word[n].lower()]) + word[n + 1 :]
    return word
