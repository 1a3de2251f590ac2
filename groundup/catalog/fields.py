"""Reads the keys of one TOML table: each with its type, and a Problem for each that is not as it should be.

A getter never raises. What is wrong is recorded in `problems`; `spoilt` becomes True when something is wrong
that the record cannot do without. `done()` reports the keys that nobody asked for.
"""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from groundup.records import Problem


class Table:
    """One table of one file, while it is read."""

    def __init__(self, values: Mapping[str, Any], path: str, where: str = "the file") -> None:
        self.values, self.path, self.where = values, path, where
        self.problems: list[Problem] = []
        self.spoilt = False
        self._asked: list[str] = []

    def text(self, key: str, default: str | None = None) -> str:
        """A text; needed, and not empty, unless a default is given."""
        found = self._get(key, str, "a text", default)
        if found == "" and default is None and key in self.values:
            self._spoil(f"`{key}` of {self.where} says something.", f"Write `{key}`; it is empty.")
        return str(found or "")

    def optional(self, key: str) -> str | None:
        return self.text(key, "") or None

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        found = self._get(key, list, "a list of texts", None if needed else ())
        if not all(isinstance(item, str) for item in found or ()):
            self._wrong(key, "a list of texts", needed)
            return ()
        return tuple(found or ())

    def whole(self, key: str, default: int | None = None) -> int:
        found = self._get(key, int, "a whole number", default)
        return found if isinstance(found, int) and not isinstance(found, bool) else default or 0

    def wholes(self, key: str) -> tuple[int, ...]:
        found = self._get(key, list, "a list of whole numbers", ())
        if not all(isinstance(item, int) for item in found):
            self._wrong(key, "a list of whole numbers", needed=False)
            return ()
        return tuple(found)

    def flag(self, key: str) -> bool:
        return bool(self._get(key, bool, "true or false", False))

    def one_of(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """One of a few words; needed unless a default is given, which then stands in for a wrong one."""
        found = self.text(key, default)
        if found and found not in choices:
            self.add(f"`{key}` of {self.where} is one of {', '.join(choices)}.", f"Replace {found!r}.")
            self.spoilt = self.spoilt or default is None
            return default or found
        return found

    def shares(self, key: str) -> dict[str, float]:
        found = self._get(key, dict, "a table of numbers", {})
        if not all(isinstance(share, int | float) for share in found.values()):
            self._wrong(key, "a table of numbers", needed=False)
            return {}
        return {name: float(share) for name, share in found.items()}

    def raw(self, key: str, default: Any = None) -> Any:
        """The value as it is; the caller checks it."""
        self._asked.append(key)
        return self.values.get(key, default)

    def table(self, key: str, *, needed: bool = False) -> Table | None:
        found = self._get(key, dict, "a table", None if needed else {})
        return Table(found, self.path, f"[{key}]") if found else None

    def tables(self, key: str, name: str = "") -> Iterator[Table]:
        found = self._get(key, list, f"[[{name or key}]] tables", [])
        for number, values in enumerate(found, start=1):
            if isinstance(values, dict):
                yield Table(values, self.path, f"[[{name or key}]] {number}")
            else:
                self._wrong(key, f"[[{name or key}]] tables", needed=False)

    def take(self, other: Table) -> None:
        """The problems of a part are problems of the whole."""
        self.problems += other.problems
        self.spoilt = self.spoilt or other.spoilt

    def done(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.values:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, n=1)
                remedy = f"Did you mean `{near[0]}`?" if near else "Remove it, or see docs/authoring.md."
                self.add(f"Every key of {self.where} is known: `{key}` is not.", remedy)

    def add(self, rule: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, rule, remedy))

    def _get(self, key: str, kind: type, called: str, default: Any) -> Any:
        """The value, else the default; a default of None means that the record cannot do without."""
        self._asked.append(key)
        if key not in self.values:
            if default is None:
                self._spoil(f"{self.where.capitalize()} has `{key}`.", f"Add `{key}`: {called}.")
            return default if default is not None else kind()
        value = self.values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._wrong(key, called, needed=default is None)
            return default if default is not None else kind()
        return value

    def _wrong(self, key: str, called: str, needed: bool) -> None:
        self.add(f"`{key}` of {self.where} is {called}.", f"It is {self.values[key]!r}: write {called}.")
        self.spoilt = self.spoilt or needed

    def _spoil(self, rule: str, remedy: str) -> None:
        self.add(rule, remedy)
        self.spoilt = True


def read_toml(path: Path, *, head: bool = False) -> tuple[Table | None, list[Problem]]:
    """The file as a Table, or None and the reason; with `head`, only what stands before its first [[...]]."""
    try:
        stat = path.stat()
        return Table(_parsed(path, stat.st_mtime_ns, stat.st_size, head), str(path)), []
    except OSError as error:
        return None, [
            Problem(str(path), "The file can be read.", f"{error.strerror}: check that it is there.")
        ]
    except UnicodeDecodeError:
        return None, [Problem(str(path), "The file is UTF-8 text.", "Save it as UTF-8.")]
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(str(path), "The file is TOML.", f"Mend the syntax: {error}.")]


@functools.lru_cache(maxsize=2048)
def _parsed(path: Path, modified_ns: int, size: int, head: bool) -> dict[str, Any]:
    """Parsed once for each state of the file; the key is the state, so nothing stale is ever returned."""
    text = path.read_text(encoding="utf-8")
    return tomllib.loads(head_of(text) if head else text)


def head_of(text: str) -> str:
    """What stands before the first [[table]], where nothing but such tables follows; else all of it."""
    at = text.find("\n[[")
    if at < 0 or '"""' in text or "'''" in text or _SINGLE_TABLE.search(text, at):
        return text
    return text[: at + 1]


_SINGLE_TABLE = re.compile(r"^[ \t]*\[(?!\[)[^\n]*\][ \t]*(?:#[^\n]*)?$", re.MULTILINE)
