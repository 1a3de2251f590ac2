"""pyproject.toml does not say how the package is built. pip then falls back to the oldest of the
backends, in the version that it likes; another tool may refuse. It works until it does not.

Ask yourself: which program turns your files into a package, and who decides on its version?
"""

PROJECT = PROJECT.partition("[project]")[2]
FILES = {**FILES, "pyproject.toml": "[project]" + PROJECT}
