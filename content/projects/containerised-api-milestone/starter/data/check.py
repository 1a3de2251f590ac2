"""python data/check.py: is the table the one that everybody has? It came with the starter."""

import hashlib
import sys
from pathlib import Path

SHA256 = "e13179f2de1899d5f1d9809fc970ec2247536d3d9d62bc5839f3715dca7521b3"
TABLE = Path(__file__).with_name("transactions.csv")

if __name__ == "__main__":
    found = hashlib.sha256(TABLE.read_bytes()).hexdigest()
    print(f"{TABLE.name}: {'as it was made' if found == SHA256 else f'changed, sha256 {found}'}")
    sys.exit(found != SHA256)
