"""python spam.py model.json < message: says spam or ham, and how sure it is."""

import sys

from filtering import load_filter
from reading import clean

if __name__ == "__main__":
    one = load_filter(sys.argv[1])
    message = sys.stdin.buffer.read().decode("utf-8", "replace")
    p = one.probabilities([clean(message)])[0]
    print("spam" if p > one.threshold else "ham", round(float(p), 4))
