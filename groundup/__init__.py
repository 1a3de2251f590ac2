"""groundup: learn AI and machine learning from the ground up, by building it."""

__version__ = "0.1.0"
