"""Layer 7: neural networks and training."""
