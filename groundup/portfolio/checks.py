"""What verification says: one line for each thing that was checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """`passed` is None where it could not be checked here, and `seen` says why."""

    name: str
    passed: bool | None
    seen: str


@dataclass(frozen=True)
class Verified:
    """Of a file or a folder: what it is, who signed it, and what was checked."""

    what: str
    signer: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing failed and the signature was seen; what could not be checked is no failure."""
        return bool(self.signer) and all(check.passed is not False for check in self.checks)
