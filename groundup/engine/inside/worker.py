"""A child that was started instead of forked, for systems without a fork server."""

from __future__ import annotations

from typing import Any, NoReturn

from . import profiles
from .child import live
from .lockdown import Plan


def main(data_fd: int, profile: str, modules: list[str], plan: dict[str, Any]) -> NoReturn:
    profiles.warm(profile, modules)
    settled = Plan(**{**plan, "seccomp": bytes.fromhex(plan["seccomp"])})
    live(data_fd, 1, settled, settled.place)
