"""The metrics page is read as Prometheus reads it, and judged by what moves."""

import pytest

from groundup.audit import NotThere
from groundup.audit.probes.metrics_page import metrics_page, read_page
from tests.audit.served import TOML, rows, tiny

METRICS = metrics_page(rows)


def test_a_page_with_all_four_passes():
    found = METRICS.look(tiny())
    assert found.passed, found.seen
    assert "requests_total" in found.seen and "model_version" in found.seen


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("stuck", "counter"), ("no latency", "latency"), ("no version", "version of the model")],
)
def test_what_is_missing_or_does_not_move_is_named(wrong, said):
    found = METRICS.look(tiny(wrong))
    assert found.passed is False
    assert said in found.seen


def test_no_page_is_said_with_its_path():
    with pytest.raises(NotThere, match="GET /nowhere answered 405"):
        METRICS.look(tiny(toml=TOML + 'metrics = "/nowhere"\n'))


def test_samples_are_read_with_labels_and_values():
    page = read_page('# TYPE a counter\na{b="x\\"y",c="1"} 2e3 1700000000000\na{b="z"} +Inf\n\nd 4\n')
    assert page.kinds == {"a": "counter"}
    assert page.samples[0].labels == {"b": 'x\\"y', "c": "1"}
    assert page.samples[0].value == 2000
    assert page.total("d") == 4
    assert page.largest("nothing") is None


@pytest.mark.parametrize("line", ["<html>", "a{b=1", "a one", "a" * 5000 + " 1"])
def test_a_line_of_another_format_is_quoted(line):
    with pytest.raises(NotThere, match="Line 1"):
        read_page(line)
