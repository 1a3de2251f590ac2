"""So that tests can import churn.py, which lies beside this file."""
