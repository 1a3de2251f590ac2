"""My own machine-learning library."""

__version__ = "0.0.0"
