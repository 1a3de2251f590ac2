"""The drift probe wants an alarm after a change, and none before it."""

import pytest

from groundup.audit import NotThere
from groundup.audit.probes.drifting import drift_alarm
from tests.audit.served import TOML, rows, tiny


def higher(clean):
    return [{**row, "x": min(10, row["x"] + 3)} for row in clean]


DRIFT = drift_alarm(rows, {"x three higher": higher, "x up again": higher}, replays=2, requests=200)


def test_an_alarm_that_fires_and_keeps_quiet_passes():
    found = DRIFT.look(tiny())
    assert found.passed, found.seen
    assert found.numbers["alarm_after"] == {"x three higher": 50, "x up again": 50}


def test_an_alarm_that_never_fires_is_named_with_the_change():
    found = DRIFT.look(tiny("never"))
    assert found.passed is False
    assert "stayed off during 200 requests with x three higher" in found.seen


def test_an_alarm_on_clean_rows_is_named_with_its_replay():
    found = DRIFT.look(tiny("always"))
    assert found.passed is False
    assert "clean replay 1" in found.seen


def test_an_alarm_that_is_not_on_the_page_is_named():
    with pytest.raises(NotThere, match="no metric 'gone'"):
        DRIFT.look(tiny(toml=TOML.replace("drifted", "gone")))
