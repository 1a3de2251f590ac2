"""The learner's records on disk: evidence (append-only), questions as asked, settings. All SQL is here."""

from groundup.storage.holding import hold
from groundup.storage.store import Store, open_store

__all__ = ["Store", "hold", "open_store"]
