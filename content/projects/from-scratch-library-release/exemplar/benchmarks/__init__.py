"""How much slower than the oracles?"""
