"""Heart disease from routine measurements: an honest pipeline from the CSV to the report."""
