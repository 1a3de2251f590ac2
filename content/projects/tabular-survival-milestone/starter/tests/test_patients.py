"""The first failing test. Run it with `python -m pytest -q`, make it pass, and write the next one."""

from survival.patients import read_patients


def test_cholesterol_that_nobody_measured_is_missing():
    patients = read_patients("data/heart-disease.csv")
    assert len(patients) == 690
    assert not (patients["chol"] == 0).any(), "nobody lives with a cholesterol of zero: it was not measured"
    assert patients["chol"].isna().sum() > 100
