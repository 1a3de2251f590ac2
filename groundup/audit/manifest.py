"""What a project says about itself in groundup.toml: its commands and the files it makes.

The manifest names entry points; it decides nothing. What the README tells a stranger to run is taken from the
README itself.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from groundup.records import GroundupError

PLACE = re.compile(r"\{(\w+)\}")
LARGEST = 64 * 1024


@dataclass(frozen=True)
class Manifest:
    """`commands` maps a name (run, test, train, predict, serve) to a command line with places such as {data};
    `outputs` maps a name (record, model, report) to the path of a file that the run makes."""

    project: str
    dataset: str
    commands: Mapping[str, str]
    outputs: Mapping[str, str]
    options: Mapping[str, Any]  # what only one project asks for

    def command(self, name: str, **places: object) -> str:
        """The command line with its places filled, each as one word.

        Raises GroundupError("invalid") with what is missing.
        """
        if name not in self.commands:
            raise GroundupError("invalid", f"groundup.toml names no command {name!r} under [commands].")
        line = self.commands[name]
        unknown = sorted(set(PLACE.findall(line)) - set(places))
        if unknown:
            raise GroundupError(
                "invalid",
                f"The command {name!r} in groundup.toml has a place {{{unknown[0]}}} that nothing fills.",
            )
        return PLACE.sub(lambda found: shlex.quote(str(places[found[1]])), line)

    def output(self, name: str) -> str:
        """The path of an output. Raises GroundupError("invalid")."""
        if name not in self.outputs:
            raise GroundupError("invalid", f"groundup.toml names no {name!r} under [outputs].")
        return self.outputs[name]


def read_manifest(content: bytes) -> Manifest:
    """Raises GroundupError("invalid") with what is wrong, in one sentence."""
    if len(content) > LARGEST:
        raise GroundupError("invalid", "groundup.toml is larger than 64 kB.")
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise GroundupError("invalid", f"groundup.toml cannot be read: {error}.") from error
    known = {"project", "dataset", "commands", "outputs"}
    return Manifest(
        project=_text(table, "project"),
        dataset=_text(table, "dataset"),
        commands=_texts(table, "commands"),
        outputs=_texts(table, "outputs"),
        options={name: value for name, value in table.items() if name not in known},
    )


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise GroundupError("invalid", f"{name!r} in groundup.toml is not text.")
    return value


def _texts(table: Mapping[str, Any], name: str) -> dict[str, str]:
    value = table.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise GroundupError("invalid", f"[{name}] in groundup.toml has an entry that is not text.")
    return dict(value)
