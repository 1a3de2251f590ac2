"""One question, answered within a month. Rename this package after it, here and in groundup.toml."""
