"""Benches: code of ours that looks at a learner's work inside the walls and says what it found, as data.

A submission whose entry is a bench names it in one line (`groundup/catalog/lab.py`); checks reach it as they
reach a learner's module. Each bench is a module with `functions(name)`: what checks may call, for the work
that lies in the module of that name. Promises: plain data, or `Trouble` with a sentence for the learner.
Not promised: that a bench beside which the learner's code runs says the truth. It is as forgeable as that
code, so no verdict is reached here, and nothing that is expected is known here.
"""
