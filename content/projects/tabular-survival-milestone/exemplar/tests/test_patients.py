import numpy as np
import pandas as pd
from survival.patients import CATEGORICAL, NUMERIC, UNKNOWN, read_patients, split_target, without_copies

HEADER = "clinic,age,sex,cp,trestbps,chol,fbs,restecg,thalch,exang,oldpeak,slope,ca,thal,disease\n"


def read(tmp_path, *lines: str) -> pd.DataFrame:
    path = tmp_path / "patients.csv"
    path.write_text(HEADER + "".join(line + "\n" for line in lines))
    return read_patients(path)


def test_zero_cholesterol_and_zero_pressure_are_missing_and_other_zeros_are_not(tmp_path):
    one = read(tmp_path, "Hungary,50,Male,asymptomatic,0,0,false,normal,120,true,0,flat,0,normal,1").iloc[0]
    assert np.isnan(one["chol"]) and np.isnan(one["trestbps"])
    assert one["oldpeak"] == 0 and one["ca"] == 0


def test_an_empty_number_is_missing_and_an_empty_category_is_one_of_its_own(tmp_path):
    one = read(tmp_path, "Hungary,,Male, ,130,250,,normal,120,true,1.5,flat,,normal,0").iloc[0]
    assert np.isnan(one["age"]) and np.isnan(one["ca"])
    assert one["cp"] == UNKNOWN and one["fbs"] == UNKNOWN
    assert one["oldpeak"] == 1.5 and one["disease"] == 0


def test_a_file_without_a_column_reads_as_unknown(tmp_path):
    path = tmp_path / "few.csv"
    path.write_text("age,sex\n50,Male\n")
    one = read_patients(path).iloc[0]
    assert one["thal"] == UNKNOWN and np.isnan(one["chol"]) and one["age"] == 50
    assert "disease" not in one


def test_each_patient_is_kept_once_under_the_number_of_its_row(tmp_path):
    line = "Hungary,50,Male,asymptomatic,130,250,false,normal,120,true,1,flat,0,normal,1"
    kept = without_copies(read(tmp_path, line, line, line.replace("50", "51")))
    assert list(kept.index) == [0, 2]


def test_the_outcome_is_no_column_to_learn_from(patients):
    X, y = split_target(patients)
    assert list(X.columns) == NUMERIC + CATEGORICAL
    assert set(y) == {0, 1} and y.sum() == 80
