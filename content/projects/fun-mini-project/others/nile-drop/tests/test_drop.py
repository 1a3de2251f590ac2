import numpy as np
from nile.drop import best_split, decade


def test_a_step_is_found_where_it_is():
    split, explained = best_split(np.array([5.0, 5, 5, 2, 2, 2, 2]))
    assert split == 3 and np.isclose(explained, 1)


def test_decades():
    assert decade(1899) == "1890s" and decade(1900.0) == "1900s"
