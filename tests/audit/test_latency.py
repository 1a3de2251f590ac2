"""Latency is measured from the intended moment of sending, and failures count."""

import threading

import pytest

from groundup.audit.probes.latency import Load, latency, put_load
from groundup.records import Reply
from tests.audit.served import TOML, TinyService, rows, tiny

FAST = TOML + "rate = 200\n"


def test_a_service_that_keeps_up_passes_with_its_numbers():
    found = latency(rows, 0.2, limits_ms={"tabular": 60_000.0}).look(tiny(toml=FAST))
    assert found.passed
    assert found.numbers["requests"] == 40
    assert found.numbers["p50_ms"] <= found.numbers["p95_ms"]


def test_a_service_over_its_limit_fails_by_its_p95():
    found = latency(rows, 0.1, limits_ms={"tabular": 1.0}).look(tiny("slow", toml=FAST))
    assert found.passed is False
    assert "p95" in found.seen and "1 ms" in found.seen


def test_errors_fail_it_whatever_the_times():
    found = latency(rows, 0.2, limits_ms={"tabular": 60_000.0}).look(tiny("flaky", toml=FAST))
    assert found.passed is False
    assert "not answered with 200" in found.seen


@pytest.mark.parametrize("line", ["rate = 5", 'kind = "quantum"'])
def test_a_promise_that_is_too_small_or_unknown_is_named(line):
    found = latency(rows, 0.1).look(tiny(toml=TOML + line + "\n"))
    assert found.passed is False
    assert "promises" in found.seen


def test_a_stall_counts_for_the_requests_that_waited_behind_it():
    one_at_a_time = threading.Lock()

    class Stalling(TinyService):
        def ask(self, *args, **more):
            with one_at_a_time:
                threading.Event().wait(0.02)
                return Reply(200, {}, b"{}")

    load = put_load(Stalling(), "/v1/predict", rows(), rate=500.0, seconds=0.03)
    # 15 requests of 20 ms each, sent within 30 ms: the last one waits for the fourteen before it.
    assert max(load.seconds) > 10 * 0.02
    assert load.errors == 0


def test_a_load_that_cannot_pass_any_more_is_ended():
    load = put_load(TinyService(["slow"]), "/v1/predict", rows(), rate=200.0, seconds=3.0, limit_s=0.001)
    assert load.cut
    assert 30 < len(load.seconds) < 600


def test_a_quantile_is_a_time_that_was_measured():
    load = Load(tuple(n / 1000 for n in range(1, 101)), 1, 20.0)
    assert (load.quantile_ms(0.5), load.quantile_ms(0.95), load.error_rate) == (50.0, 95.0, 0.01)
