"""python -m spamfilter.filter --model results/model.json < message.txt

Prints `spam 0.9731` or `ham 0.0042`. With --why it adds the tokens that decided.
"""

import argparse
import sys

from spamfilter.model import Filter


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="results/model.json")
    parser.add_argument("--why", action="store_true")
    args = parser.parse_args()
    raw = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    shipped = Filter.load(args.model)
    p = float(shipped.probability([raw])[0])
    print("spam" if p >= shipped.threshold else "ham", f"{p:.4f}")
    if args.why:
        for token, moved in shipped.reasons(raw):
            print(f"  {moved:+.2f}  {token}")


if __name__ == "__main__":
    main()
