"""python data/get_data.py: fetch your data set once, and compare its checksum ever after.

Fill in where it is published. The first run prints the checksum: write it down here. Data that a package
ships (scikit-learn's toy sets, say) need no download: load them in question/load.py and delete this file.
"""

import hashlib
import sys
import urllib.request
from pathlib import Path

SOURCE = ""
SHA256 = ""
PLACE = Path(__file__).with_name("data.csv")

if __name__ == "__main__":
    if not SOURCE:
        sys.exit("Fill in SOURCE at the top of data/get_data.py first, and read the licence there.")
    with urllib.request.urlopen(SOURCE, timeout=60) as reply:
        content = reply.read()
    found = hashlib.sha256(content).hexdigest()
    if SHA256 and found != SHA256:
        sys.exit(f"Got sha256 {found}, expected {SHA256}: the file has changed. Nothing was written.")
    PLACE.write_bytes(content)
    print(f"{PLACE}: sha256 {found}")
