"""The entry points are called as documented, and each way to answer wrongly has its sentence."""

from __future__ import annotations

import numpy as np
import pytest

from groundup.audit import NotThere
from groundup.audit.probes.metric import auroc
from groundup.audit.probes.predicting import evaluated, fitted, predict, probabilities, train
from tests.audit.toy import inspected, rows, toy


def test_a_model_is_trained_and_predicts_unseen_rows():
    unseen = rows(80, seed=1)
    p = fitted(toy(), "main", rows(), {"unseen": unseen.without("y")}).get("unseen")
    assert p.shape == (80,) and auroc(unseen.numbers("y"), p) > 0.65


def test_one_training_serves_every_criterion_and_a_wrong_table_leaves_the_others_alone():
    inspection = toy(
        (
            "columns(rows))\n    with open(out",
            "columns(rows))\n    len(rows) > 50 or 1 / 0\n    with open(out",
        )
    )
    tables = {"many": rows(60).without("y"), "few": rows(10).without("y")}
    first = fitted(inspection, "main", rows(), tables)
    assert fitted(inspection, "main", rows(), tables) is first
    assert len(first.get("many")) == 60
    with pytest.raises(NotThere, match=r"`predict`.*ZeroDivisionError"):
        first.get("few")


def test_a_training_that_fails_is_said_by_every_table():
    broken = fitted(
        toy(
            (
                'rows = read(data)\n    with open(model, "w")',
                "rows = read('gone')\n    with open(model, \"w\")",
            )
        ),
        "main",
        rows(),
        {"a": rows()},
    )
    with pytest.raises(NotThere, match=r"`train`.*status 1.*gone"):
        broken.get("a")


def test_a_model_that_is_written_elsewhere_is_missed():
    inspection = toy(('with open(model, "w")', 'with open("mine.json", "w")'))
    with inspection.room() as room, pytest.raises(NotThere, match=r"no file at the path given as \{model\}"):
        train(inspection, room, rows())


def test_an_answer_of_an_earlier_call_is_not_taken_for_this_one():
    inspection = toy(
        (
            "p = apply(json.load(file), columns(rows))",
            "p = apply(json.load(file), columns(rows))\n    if len(rows) == 7: return",
        )
    )
    with inspection.room() as room:
        model = train(inspection, room, rows())
        assert len(predict(inspection, room, rows().without("y"), model=model)) == 200
        with pytest.raises(NotThere, match="wrote no file"):
            predict(inspection, room, rows(7).without("y"), model=model)


def test_an_endless_command_is_ended_and_said():
    inspection = inspected({"groundup.toml": '[commands]\npredict = "sleep 60"'})
    with inspection.room() as room, pytest.raises(NotThere, match="ended at its limit"):
        predict(inspection, room, rows(), model="x", wall_s=0.2)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"p\n0.1\n0.2\n", "no column 'probability'; it has p"),
        (b"probability\n0.1\n", "given 2 rows and answered 1"),
        (b"probability\n0.1\nnan\n", "'nan' in row 2"),
        (b'probability\n""\n0.1\n', "'' in row 1: no finite number in 1 of 2"),
        (b"probability\n0.1\n1.5\n", "1.5 in row 2; outside"),
        (b"probability\n-0.1\n0.5\n", "-0.1 in row 1; outside"),
        (b"", "is empty"),
    ],
)
def test_every_wrong_answer_has_its_sentence(content, says):
    with pytest.raises(NotThere, match=says.replace("'", ".")):
        probabilities(content, 2)


def test_an_answer_is_read_by_column_in_order():
    content = b"id,probability\n7,0\n8,1\n9,0.25\n"
    assert np.array_equal(probabilities(content, 3), [0, 1, 0.25])


def test_an_evaluation_is_its_record_and_its_folds_and_is_kept():
    inspection = toy()
    said = evaluated(inspection, "learner", rows())
    assert said.record == {"rows": 200} and said.folds.columns == ("row", "fold", "probability")
    assert evaluated(inspection, "learner", rows()) is said


def test_a_record_that_is_no_json_is_said_each_time():
    inspection = toy(('json.dump({"rows": len(y)}, file)', 'file.write("rows: 4")'))
    for _ in range(2):
        with pytest.raises(NotThere, match="not JSON"):
            evaluated(inspection, "learner", rows())
