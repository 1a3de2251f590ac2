"""Will tomorrow be dry in Seattle? Asked the evening before, by someone who cycles to work."""
