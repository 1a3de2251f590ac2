"""A fraud model from payments to a decision: read, split by time, train, calibrate, decide, report."""
