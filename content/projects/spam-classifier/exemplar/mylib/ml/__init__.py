"""Models, each written from its formula."""
