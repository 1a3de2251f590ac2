"""Layer 4: optimisation."""
