"""mylib: machine learning from the ground up, on NumPy arrays. Each module was checked against an oracle."""

__version__ = "1.0.0"
