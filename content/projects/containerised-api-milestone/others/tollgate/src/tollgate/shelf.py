"""The versions on the shelf: which one is served, which ones were, and the gate in front.

models/served.npz       what the service loads when it starts
models/versions/*.npz   every version that passed the gate, under its name
models/journal.jsonl    a line for each release and each way back; the order of versions is read from it

Going back twice goes back two versions: each release is taken back once.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from tollgate import artefact, judging, learning


class Refused(Exception):
    """The gate stays shut, or there is no way back; nothing has changed. The message says why."""


class Shelf:
    def __init__(self, folder="models", data="data/transactions.csv"):
        self.folder = Path(folder)
        self.data = Path(data)

    @property
    def served(self):
        return self.folder / "served.npz"

    @property
    def journal(self):
        return self.folder / "journal.jsonl"

    def stack(self):
        """Names of versions, the served one last."""
        names = []
        lines = self.journal.read_text(encoding="utf-8").splitlines() if self.journal.exists() else []
        for event in map(json.loads, lines):
            if event["event"] == "deploy":
                names.append(event["version"])
            else:
                names.pop()
        return names

    def deploy(self, path):
        """The name of the version that is served now. Raises Refused."""
        try:
            candidate = artefact.load(path)
        except artefact.Unusable as error:
            raise Refused(str(error)) from error
        _, held_out = learning.halves(self.data)
        report = judging.judge(candidate, held_out)
        if report["floors"]:
            raise Refused("; ".join(report["floors"]))
        if self.served.exists():
            before = judging.judge(artefact.load(self.served), held_out)
            if judging.is_step_back(report, before):
                raise Refused(
                    f"log loss {report['log_loss']:.4f} against {before['log_loss']:.4f} of the served"
                )
        if self.stack()[-1:] != [candidate.name]:
            content = Path(path).read_bytes()
            self._write(self.folder / "versions" / f"{candidate.name}.npz", content)
            self._write(self.served, content)
            self._note("deploy", candidate.name, report["metric"]["value"])
        return candidate.name

    def rollback(self):
        """The name of the version that is served again. Raises Refused."""
        names = self.stack()
        if len(names) < 2:
            raise Refused("there is no version before this one")
        back = names[-2]
        self._write(self.served, (self.folder / "versions" / f"{back}.npz").read_bytes())
        self._note("rollback", names[-1])
        return back

    def _write(self, path, content):
        """In one step: a service that starts meanwhile finds the old file or the new one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(content)
        part.replace(path)

    def _note(self, event, version, auroc=None):
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"at": at, "event": event, "version": version, "auroc": auroc}
        with self.journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
