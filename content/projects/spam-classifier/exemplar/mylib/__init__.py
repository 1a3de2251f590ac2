"""My own machine-learning library: the modules that this project needs, copied in so that it runs alone."""
