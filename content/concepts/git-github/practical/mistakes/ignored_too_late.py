"""`.gitignore` names `.env`, and every commit holds it all the same. The line was written when Git already
tracked the file.

`.gitignore` says which files Git shall not begin to track. A file that is in the index stays there, and goes
into each further commit, until it is taken out of the index.

Ask yourself: what does `git ls-files` list, and which of its lines should not be there?
"""

FILES = build(extra={".env": ENV})
