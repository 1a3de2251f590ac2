"""The code that runs inside the walls: fork server, child, importer, encoder.

Mounted by itself, so it imports nothing of groundup but its own modules. Nothing here is trusted once a
learner's source has been read; what must hold is held outside, by the kernel and by `groundup.engine`.
"""
