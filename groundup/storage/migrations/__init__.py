"""Alembic's scripts: each step in `versions`, written once and never edited after a release."""
