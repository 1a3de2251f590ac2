"""An earlier model of mine as a service."""
