"""requires-python has an upper limit. A newer Python that would run the package is refused, by every
project that depends on it as well, and no release of today can be changed tomorrow.

A lower limit says what you know. An upper one says what you fear.

Ask yourself: have you seen the package fail on the versions that you refuse?
"""

FILES = {**FILES, "pyproject.toml": PROJECT.replace('">=3.11"', '">=3.11,<3.13"')}
