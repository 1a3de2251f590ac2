import numpy as np
import pytest
from scipy import stats

from cardrisk import model
from cardrisk.drift import WINDOW, DriftMonitor, mix_p_value, shift_p_value
from cardrisk.table import read_payments
from tests.conftest import DATA


@pytest.fixture
def monitor(model_path):
    return DriftMonitor(model.load(model_path).reference)


@pytest.fixture(scope="module")
def payments():
    return read_payments(DATA)[0][3000:]


def fed(monitor, payments):
    """The number of payments until the alarm, None without one."""
    for n, one in enumerate(payments, 1):
        if monitor.saw(one) and monitor.alarms:
            return n
    return None


def test_payments_as_they_were_raise_no_alarm(monitor, payments):
    assert fed(monitor, payments) is None
    assert monitor.alarms == ()


def test_a_shift_of_half_a_deviation_is_seen(monitor, payments):
    moved = [one.model_copy(update={"amount_eur": one.amount_eur * np.exp(0.45)}) for one in payments]
    assert fed(monitor, payments[:400] + moved) <= 800
    assert monitor.alarms == ("amount_eur",)


def test_a_change_of_the_mix_is_seen(monitor, payments):
    moved = [
        one.model_copy(update={"channel": "online"}) if n % 4 == 0 else one for n, one in enumerate(payments)
    ]
    assert fed(monitor, moved) <= 600
    assert "channel" in monitor.alarms


def test_the_alarm_ends_when_the_drift_does(monitor, payments):
    fed(monitor, [one.model_copy(update={"card_age_days": 1}) for one in payments[:400]])
    assert monitor.alarms == ("card_age_days",)
    for one in payments[:400]:
        monitor.saw(one)
    assert monitor.alarms == ()


def test_there_is_no_look_before_the_window_is_full(monitor, payments):
    assert not any(monitor.saw(one) for one in payments[: WINDOW - 1])
    assert monitor.saw(payments[WINDOW])


def test_the_shift_test_is_near_the_two_sample_test_of_scipy():
    rng = np.random.default_rng(0)
    reference, values = rng.normal(0, 1, 3000), rng.normal(0.15, 1, 400)
    found = shift_p_value(np.quantile(reference, np.linspace(0, 1, 101)).tolist(), 3000, values.tolist())
    assert np.log10(found) == pytest.approx(np.log10(stats.ks_2samp(reference, values).pvalue), abs=0.7)


def test_the_mix_test_is_the_chi_squared_test_of_scipy():
    found = mix_p_value({"a": 60, "b": 40}, ["a"] * 10 + ["b"] * 20)
    assert found == pytest.approx(stats.chi2_contingency([[60, 10], [40, 20]]).pvalue)
