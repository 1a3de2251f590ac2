"""When did the Nile drop?"""
