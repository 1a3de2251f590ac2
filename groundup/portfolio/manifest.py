"""The list of a portfolio's files with their hashes, signed: whoever has it can tell whether one byte moved.

Promises: every file but the manifest itself is in it, and the manifest has one spelling, so a change of any
byte of any file is found, and so is a file that was taken away or added. Not promised: who the signer is;
whoever changes everything can sign it anew with another key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from groundup.portfolio.checks import Check
from groundup.portfolio.keys import Key
from groundup.portfolio.proofs import Broken, read_json, signed, signer_of, stamp

NAME = "manifest.json"
FORMAT = 1
SHOWN = 5  # names in one sentence


def with_manifest(files: Mapping[str, bytes], key: Key, at: datetime, by: str) -> dict[str, bytes]:
    """The files and their signed manifest. Raises ValueError where one of them has its name."""
    if NAME in files:
        raise ValueError(f"{NAME} is the name of the manifest itself.")
    hashes = {path: sha256(content) for path, content in sorted(files.items())}
    document = {"format": FORMAT, "made": stamp(at), "by": by, "files": hashes}
    return {**files, NAME: spelled(signed(document, key, at))}


def check_files(files: Mapping[str, bytes]) -> tuple[str, tuple[Check, ...]]:
    """The did:key that signed the manifest ("" where none did), and what holds of the files beside it."""
    try:
        document = _read(files)
        signer = signer_of(document)
    except Broken as broken:
        return "", (Check("manifest", False, str(broken)),)
    stated = f"{NAME} is signed, made {document['made']} by {document['by']}."
    return signer, (Check("manifest", True, stated), _compared(document["files"], files))


def spelled(document: Mapping[str, Any]) -> bytes:
    """The one spelling of a manifest: to be read by people as well."""
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(files: Mapping[str, bytes]) -> dict[str, Any]:
    if NAME not in files:
        raise Broken(f"There is no {NAME}: this is no portfolio that groundup built.")
    try:
        document = read_json(files[NAME])
        same = spelled(document) == files[NAME]
    except Broken as broken:
        raise Broken(f"{NAME} was changed. {broken}") from broken
    except UnicodeEncodeError as error:
        raise Broken(f"{NAME} was changed: it holds half a letter.") from error
    hashes = document.get("files")
    if not same or not isinstance(hashes, dict) or document.get("format") != FORMAT:
        raise Broken(f"{NAME} was changed, or was not written by groundup: its spelling is another.")
    return {"made": "", "by": "", **document}


def _compared(hashes: Mapping[str, Any], files: Mapping[str, bytes]) -> Check:
    found = {path: sha256(content) for path, content in files.items() if path != NAME}
    changed = sorted(path for path in hashes if path in found and found[path] != hashes[path])
    missing, added = sorted(set(hashes) - set(found)), sorted(set(found) - set(hashes))
    parts = [("changed", changed), ("missing", missing), ("added", added)]
    wrong = [f"{what}: {_some(paths)}" for what, paths in parts if paths]
    if wrong:
        return Check("files", False, f"Since the manifest was signed: {'; '.join(wrong)}.")
    return Check("files", True, f"All {len(found)} files are, byte for byte, what was signed.")


def _some(paths: list[str]) -> str:
    rest = len(paths) - SHOWN
    return ", ".join(paths[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")
