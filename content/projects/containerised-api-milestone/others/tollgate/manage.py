"""python manage.py train, evaluate, predict, deploy, rollback or serve; run trains, evaluates and deploys."""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from tollgate import additive, artefact, judging, learning, shelf, web  # noqa: E402

DATA = Path("data/transactions.csv")
CANDIDATE = Path("build/candidate.npz")
REPORTS = Path("reports")
RECORDED = ("metric", "baseline", "slices", "model_version")


def write_json(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def train(given):
    penalty = learning.train(given.data, given.model, given.seed)
    print(f"{given.model}: trained with penalty {penalty:g}")
    return 0


def evaluate(given):
    """Status 1 below a floor: CI stops there."""
    _, held_out = learning.halves(given.data)
    report = judging.judge(artefact.load(given.model), held_out)
    write_json(given.report, report)
    print(judging.as_markdown(report))
    return 1 if report["floors"] else 0


def predict(given):
    rows, _ = learning.read_table(given.data)
    version = artefact.load(given.model)
    lines = ["probability", *(repr(version.score(row)) for row in rows)]
    given.out.write_text("\n".join(lines) + "\n", encoding="ascii")
    return 0


def deploy(given):
    name = shelf.Shelf(data=given.data).deploy(given.model)
    print(f"{name} is in place; a service that runs takes it when it starts again")
    return 0


def rollback(given):
    name = shelf.Shelf(data=given.data).rollback()
    print(f"{name} is in place again; a service that runs takes it when it starts again")
    return 0


def serve(given):
    import uvicorn  # noqa: PLC0415 - the other commands need no server

    app = web.App(artefact.load(given.model))
    uvicorn.run(app, host=given.host, port=given.port, lifespan="off", access_log=False)
    return 0


def run(given):
    given.model, given.report = CANDIDATE, REPORTS / "evaluation.json"
    train(given)
    status = evaluate(given)
    report = json.loads(given.report.read_text(encoding="utf-8"))
    record = {"seed": given.seed, **{name: report[name] for name in RECORDED}}
    write_json(REPORTS / "record.json", record)
    return status or deploy(given)


def parser():
    top = argparse.ArgumentParser(description=__doc__)
    orders = top.add_subparsers(required=True)

    def order(act, *options):
        one = orders.add_parser(act.__name__)
        one.set_defaults(act=act)
        one.add_argument("--data", type=Path, default=DATA)
        for name, more in options:
            one.add_argument(name, **more)

    path, needed = {"type": Path}, {"type": Path, "required": True}
    seed = ("--seed", {"type": int, "default": 0})
    order(run, seed)
    order(train, seed, ("--model", needed))
    order(evaluate, ("--model", needed), ("--report", needed))
    order(predict, ("--model", needed), ("--out", needed))
    order(deploy, ("model", path))
    order(rollback)
    order(
        serve,
        ("--model", {"type": Path, "default": shelf.Shelf().served}),
        ("--host", {"default": "127.0.0.1"}),
        ("--port", {"type": int, "default": 8080}),
    )
    return top


def main(words=None):
    given = parser().parse_args(words)
    try:
        return given.act(given)
    except (shelf.Refused, artefact.Unusable, learning.BadTable, additive.NoFit) as error:
        print(f"Refused: {error}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
