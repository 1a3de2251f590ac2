"""Licence: is the code's licence one that has an SPDX identifier, and is it said where the data come from?

LICENCE                           the criterion `licence`: the LICENSE file and the data record
licence(id="licence", data=True)  the same; with data=False the LICENSE file alone
identify(text) -> str             the SPDX identifier of a licence's text; empty where none is known

A text is recognised by sentences that only it has. One that is not is said to be so, never guessed. The data
record is the README section Data, data/README.md or DATA.md: it names source, licence and permitted purpose;
a licence that permits any purpose says so by its name. Whether what it says is true is not looked up.
"""

from __future__ import annotations

import re

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection
from groundup.audit.probes.sections import readme
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
SOURCE = re.compile(
    r"https?://|\bdoi\b|10\.\d{4,}/|\bload_\w+|\bscikit-learn\b|\bsklearn\b|\bgenerat\w+|\bsynthetic\w*"
    r"|\bsimulat\w+|\bmade up\b|\bdrawn\b|\bmeasured\b|\bcollected\b|\bsource\b|\brepository\b|\bpackage\b"
    r"|\bfrom\b|\b(UCI|Kaggle|OpenML|NOAA|Zenodo)\b",
    re.IGNORECASE,
)
DATA_LICENCE = re.compile(
    r"\blicen[sc]\w+|\bCC[ -]?(BY|0)\b|\bPDDL\b|\bODbL\b|\bpublic domain\b|\b(MIT|BSD|Apache|PSF)\b",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"\bpurposes?\b|\bpermit\w*|\ballow\w*|\bmay (not )?be used\b|\bmay use\b|\bused? (only )?(for|to)\b"
    r"|\bfree to use\b|\b(non-?)?commercial\w*|\bresearch\b|\bteaching\b|\blearning\b|\beducation\w*",
    re.IGNORECASE,
)
RESTRICTED = re.compile(r"\bCC[ -]BY(-SA)?-NC\b|\bnon-?commercial( use)? only\b", re.IGNORECASE)
COMMERCIAL = re.compile(
    r"(?<!non-)\bcommercial use is (permitted|allowed)|\bfor any purpose\b", re.IGNORECASE
)
FREE = re.compile(
    r"\bCC[ -]?0\b|\bCC[ -]BY(?!-NC|-ND)|\bPDDL\b|\bODbL\b|\bpublic domain\b|\b(MIT|BSD|Apache)\b"
)
SAID = {
    "source": (
        SOURCE,
        "where the data come from",
        "Name the source with its address, or say how they are made.",
    ),
    "licence": (
        DATA_LICENCE,
        "under which licence the data are",
        "Name the licence of the data, and its version.",
    ),
    "purpose": (PURPOSE, "for what the data may be used", "Say for which use the licence permits the data."),
}


def identify(text: str) -> str:
    words = " ".join(text.lower().split())
    order = (*ORDER, *(id for id in MARKS if id not in ORDER))
    return next((id for id in order if all(mark in words for mark in MARKS[id])), "")


def licence(id: str = "licence", data: bool = True) -> Criterion:
    def look(inspection: Inspection) -> Finding:
        path, found = _licence_file(inspection)
        if not found:
            return failed(
                f"{path} is not the text of a licence that has an SPDX identifier.",
                "Replace it by the unchanged text of a known licence, with your year and name.",
            )
        if not data:
            return passed(f"{path} is {found}.", licence=found)
        return _data_record(inspection) or passed(
            f"{path} is {found}; source, licence and purpose of the data are recorded.", licence=found
        )

    return criterion(id, cheap=True, why=WHY)(look)


LICENCE: Criterion = licence()


def _licence_file(inspection: Inspection) -> tuple[str, str]:
    """Its path and identifier. Raises NotThere."""
    paths = sorted(path for path in inspection.repository.files if NAMES.fullmatch(path))
    if not paths:
        raise NotThere(
            "There is no LICENSE file at the top of the repository.",
            "Add one: MIT or Apache-2.0 fit most portfolios. Copy the whole text, with year and name.",
        )
    return paths[0], identify(inspection.text(paths[0]))


def _data_record(inspection: Inspection) -> Finding | None:
    where, text = _said_of_data(inspection)
    for name, (pattern, what, todo) in SAID.items():
        if not pattern.search(text) and not (name == "purpose" and FREE.search(text)):
            return failed(f"{where} does not say {what}.", todo)
    if RESTRICTED.search(text) and COMMERCIAL.search(text):
        return failed(
            f"{where} says that the data are for non-commercial use, and uses them for any purpose.",
            "State a use that the licence of the data permits.",
        )
    return None


def _said_of_data(inspection: Inspection) -> tuple[str, str]:
    """Where it is said, and all of it. Raises NotThere."""
    section = readme(inspection).section("Data")
    paths = sorted(
        path
        for path in inspection.repository.files
        if re.fullmatch(r"data/(readme|sources?|licen[cs]e)\.\w+|data\.md", path, re.I)
    )
    texts = ([section.text] if section else []) + [inspection.text(path) for path in paths]
    if not texts:
        raise NotThere(
            "Neither README.md has a section Data nor is there a data/README.md.",
            "Add `## Data` with source, licence and the use that it permits.",
        )
    return " and ".join((["README.md, Data"] if section else []) + paths), "\n".join(texts)
