"""Layer 6: automatic differentiation."""
