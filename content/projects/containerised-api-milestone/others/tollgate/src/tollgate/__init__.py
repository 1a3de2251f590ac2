"""A dispute model behind an API. Start with openapi.json: it is the contract, and the code reads it."""
