"""Layer 5: classical models and evaluation."""
