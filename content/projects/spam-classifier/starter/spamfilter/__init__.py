"""A spam filter whose features and models come from mylib."""
