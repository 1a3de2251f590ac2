"""python -m drytomorrow.load --out table.csv: every evening with its features and its outcome."""

import argparse

from drytomorrow.files import write_rows
from drytomorrow.table import days, table

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    write_rows(parser.parse_args().out, table(days()))
