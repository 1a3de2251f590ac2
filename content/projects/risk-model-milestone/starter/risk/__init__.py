"""Your model: from a table of payments or customers to a decision."""
