import json

import pytest

from cardrisk import contract
from cardrisk.release import Refused, deploy, rollback
from tests.conftest import DATA, ROW


@pytest.fixture
def models(model_path, tmp_path):
    folder = tmp_path / "models"
    deploy(model_path, folder, DATA)
    return folder


def changed(model_path, tmp_path, **parts):
    path = tmp_path / "candidate.json"
    path.write_text(json.dumps({**json.loads(model_path.read_text()), **parts}))
    return path


def test_a_better_or_equal_version_is_served_and_can_be_taken_back(models, model_path, tmp_path):
    before = (models / "current.json").read_bytes()
    candidate = changed(model_path, tmp_path, threshold=0.5)
    deploy(candidate, models, DATA)
    assert (models / "current.json").read_bytes() == candidate.read_bytes()
    rollback(models)
    assert (models / "current.json").read_bytes() == before


def test_a_version_that_ranks_backwards_is_refused(models, model_path, tmp_path):
    before = (models / "current.json").read_bytes()
    weights = json.loads(model_path.read_text())["weights"]
    with pytest.raises(Refused, match="is not enough"):
        deploy(changed(model_path, tmp_path, weights=[-one for one in weights]), models, DATA)
    assert (models / "current.json").read_bytes() == before


def test_a_version_that_is_a_little_worse_is_refused(models, model_path, tmp_path):
    weights = json.loads(model_path.read_text())["weights"]
    weights[1] = 0.0
    with pytest.raises(Refused, match="is below"):
        deploy(changed(model_path, tmp_path, weights=weights), models, DATA)


def test_a_file_that_is_no_model_is_refused(models, tmp_path):
    path = tmp_path / "broken.json"
    path.write_bytes(b"\x80\x04 not json")
    with pytest.raises(Refused, match="cannot be loaded"):
        deploy(path, models, DATA)


def test_there_is_nothing_to_go_back_to_at_first(models):
    with pytest.raises(Refused, match="there is no"):
        rollback(models)


def test_deploying_the_same_file_again_keeps_the_way_back(models, model_path, tmp_path):
    deploy(changed(model_path, tmp_path, threshold=0.5), models, DATA)
    deploy(changed(model_path, tmp_path, threshold=0.5), models, DATA)
    rollback(models)
    assert (models / "current.json").read_bytes() == model_path.read_bytes()


def test_the_contract_names_every_rule_that_a_row_breaks():
    checked = contract.check([{**ROW, "amount_eur": -1, "channel": "fax"}, ROW, "not a row"])
    assert [place for place, _ in checked.good] == [1]
    assert [place for place, _ in checked.bad] == [0, 2]
    assert [rule.split(":")[0] for rule in checked.bad[0][1]] == ["amount_eur", "channel"]


def test_a_full_quarantine_takes_nothing_more(tmp_path, monkeypatch):
    checked = contract.check([{}])
    assert contract.quarantine(tmp_path, [{}], checked) == 1
    monkeypatch.setattr(contract, "LARGEST_QUARANTINE", 10)
    assert contract.quarantine(tmp_path, [{}], checked) == 0
    assert len((tmp_path / "quarantine.jsonl").read_text().splitlines()) == 1
