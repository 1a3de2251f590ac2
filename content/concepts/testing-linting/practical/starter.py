"""Tests of mylib.core.readings: run with pytest, or checked by groundup against right and wrong modules."""

import pytest  # pytest.raises, pytest.approx, pytest.mark.parametrize
from mylib.core.readings import bucket, moving_mean

# Write functions whose names begin with `test`.
