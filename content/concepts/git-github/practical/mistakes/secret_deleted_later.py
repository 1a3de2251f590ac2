"""The secret was committed, noticed, and deleted in a later commit. It is gone from the folder and from the
last commit, and as readable as ever in the commits before: `git show` prints it, and so does every clone.

A commit is a complete state of all files, and it is never changed. Deleting a file makes a new state without
it. The key has to be revoked, and the commits that hold it have to be replaced before anybody sees them.

Ask yourself: what does `git show ID:.env` print, for the id of the commit before the one that deleted it?
"""

FILES = build(first={".env": ENV})
