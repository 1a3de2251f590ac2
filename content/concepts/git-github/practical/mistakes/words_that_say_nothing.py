"""The commits are small, and their messages are single words: "wip", "fix", "stuff". In a month they say
nothing, neither to you nor to `git log`; whoever looks for the change of the median has to read them all.

A subject completes the sentence "If applied, this commit will ...". The reason, where it is not obvious,
stands below it after an empty line.

Ask yourself: which of your commits would you find again by its message alone?
"""

_commit = Repository.commit


def terse(self, message, files, *parents):
    keep = message.startswith(("Merge", "Revert"))
    return _commit(self, message if keep else message.split()[0].lower(), files, *parents)


Repository.commit = terse
FILES = build()
Repository.commit = _commit
