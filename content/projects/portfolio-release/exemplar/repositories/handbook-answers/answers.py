"""Answer a question with a note of the handbook, or say that the handbook does not know.

python answers.py "May I cut PVC?"
"""

import math
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

NOTES = Path(__file__).parent / "notes"
STOP = {
    *("a", "an", "and", "are", "be", "by", "can", "do", "does", "for", "from", "go", "goes", "have", "how"),
    *(
        "i",
        "if",
        "in",
        "is",
        "it",
        "may",
        "me",
        "must",
        "my",
        "not",
        "of",
        "on",
        "or",
        "the",
        "to",
        "up",
        "we",
    ),
    *("what", "when", "where", "which", "while", "who", "why", "with", "you", "your"),
}  # the commonest words
K, B = 1.2, 0.75  # how soon a repeated word counts no more; how much long notes are held back


def words(text):
    """Lower case, without the commonest words and without a plural's ending."""
    found = re.findall(r"[a-z0-9]+", text.lower())
    return [re.sub(r"(?<=[a-z]{3})(ies|es|s)$", "", word) for word in found if word not in STOP]


def read_notes(folder=NOTES):
    return {path.stem: path.read_text() for path in sorted(folder.glob("*.txt"))}


@dataclass
class Search:
    """Notes scored by the rare words that they share with a question (BM25)."""

    notes: dict

    def __post_init__(self):
        self.counts = {name: Counter(words(text)) for name, text in self.notes.items()}
        self.mean = sum(map(Counter.total, self.counts.values())) / len(self.counts)
        holding = Counter(word for count in self.counts.values() for word in count)
        n = len(self.notes)
        self.rarity = {word: math.log(1 + (n - k + 0.5) / (k + 0.5)) for word, k in holding.items()}

    def scores(self, question):
        return {name: self._score(set(words(question)), count) for name, count in self.counts.items()}

    def _score(self, asked, count):
        long = K * (1 - B + B * count.total() / self.mean)
        return sum(self.rarity[w] * count[w] * (K + 1) / (count[w] + long) for w in asked & set(count))

    def answer(self, question, least):
        """The best note, or "" where none reaches `least`."""
        scores = self.scores(question)
        best = max(scores, key=scores.get)
        return best if scores[best] >= least else ""


def overlap(notes, question):
    """The baseline: the note with most words in common, whatever they are. It never refuses."""
    asked = set(words(question))
    return max(notes, key=lambda name: len(asked & set(words(notes[name]))))


if __name__ == "__main__":
    from evaluate import chosen_least

    search = Search(read_notes())
    name = search.answer(" ".join(sys.argv[1:]), chosen_least(search))
    print(f"[{name}] {search.notes[name].strip()}" if name else "The handbook does not say.")
