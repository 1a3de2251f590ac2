"""Gradient boosting on raw columns: gaps stay gaps, categories are codes."""
