"""Licence: is there a LICENSE file whose text is one of the licences that have an SPDX identifier?

A text is recognised by sentences that only it has. One that is not is said to be so, never guessed.
"""

from __future__ import annotations

import re

from groundup.audit.criteria import Criterion, criterion, failed, passed
from groundup.audit.inspection import Inspection
from groundup.records import Finding

NAMES = re.compile(r"(LICEN[SC]E|COPYING|UNLICENSE)(\.(md|txt|rst))?", re.IGNORECASE)
MARKS = {  # SPDX identifier: sentences of its text, without line ends
    "MIT": (
        "permission is hereby granted, free of charge",
        "the above copyright notice and this permission notice",
    ),
    "Apache-2.0": ("apache license", "version 2.0, january 2004"),
    "BSD-3-Clause": ("redistribution and use in source and binary forms", "neither the name of"),
    "BSD-2-Clause": ("redistribution and use in source and binary forms",),
    "GPL-3.0": ("gnu general public license", "version 3, 29 june 2007"),
    "AGPL-3.0": ("gnu affero general public license", "version 3, 19 november 2007"),
    "LGPL-3.0": ("gnu lesser general public license", "version 3, 29 june 2007"),
    "MPL-2.0": ("mozilla public license version 2.0",),
    "ISC": ("permission to use, copy, modify, and/or distribute this software for any purpose",),
    "Unlicense": ("this is free and unencumbered software released into the public domain",),
    "CC0-1.0": ("cc0 1.0 universal",),
}
ORDER = ("AGPL-3.0", "LGPL-3.0", "GPL-3.0", "Apache-2.0", "MPL-2.0", "BSD-3-Clause", "BSD-2-Clause")
WHY = "Without a licence nobody may use, change or pass on the code, however good it is."


def identify(text: str) -> str:
    """The SPDX identifier of a licence's text; empty where it is none that is known."""
    words = " ".join(text.lower().split())
    order = (*ORDER, *(id for id in MARKS if id not in ORDER))
    return next((id for id in order if all(mark in words for mark in MARKS[id])), "")


def _look(inspection: Inspection) -> Finding:
    paths = sorted(path for path in inspection.repository.files if NAMES.fullmatch(path))
    if not paths:
        return failed(
            "There is no LICENSE file at the top of the repository.",
            "Add one: MIT or Apache-2.0 fit most portfolios. Copy the whole text, with year and name.",
        )
    id = identify(inspection.text(paths[0]))
    if not id:
        return failed(
            f"{paths[0]} is not the text of a licence that has an SPDX identifier.",
            "Replace it by the unchanged text of a known licence, with your year and name.",
        )
    return passed(f"{paths[0]} is {id}.", licence=id)


LICENCE: Criterion = criterion("licence", cheap=True, why=WHY)(_look)
