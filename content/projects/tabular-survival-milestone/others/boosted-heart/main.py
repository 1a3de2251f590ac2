"""python main.py all | fit | score | judge: the package under src, without installing it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

if __name__ == "__main__":
    from heart.__main__ import main

    main()
