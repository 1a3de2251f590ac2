"""Layer 1: arrays, and what is asked of them."""
