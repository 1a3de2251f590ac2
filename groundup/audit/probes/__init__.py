"""Shared probes: each module looks at one thing, is tested alone, and serves several projects."""
