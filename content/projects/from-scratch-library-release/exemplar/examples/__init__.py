"""Three things that the library can do, each in a few lines. The last line of each prints its score."""
