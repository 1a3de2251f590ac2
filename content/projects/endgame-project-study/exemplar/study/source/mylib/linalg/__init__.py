"""Layer 2: linear algebra."""
