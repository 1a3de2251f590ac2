"""The contract of content: what every folder must satisfy, and the command that says what does not."""

from groundup.catalog.contract.checking import check
from groundup.catalog.contract.running import Cells, Runner

__all__ = ["Cells", "Runner", "check"]
