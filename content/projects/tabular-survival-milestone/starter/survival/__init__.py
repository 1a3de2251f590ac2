"""Your package. Call it what you like, and say so in groundup.toml."""
