"""A card-payment risk model behind an HTTP API: trained, gated, served, watched."""
