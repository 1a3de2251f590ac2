"""The bad change was taken back by editing the file again. The content is right, but nothing in the history
says which commit was undone: whoever looks for the reason has to compare the states.

`git revert` computes the opposite change from the commit itself, so it forgets no file, and writes into the
message which commit it was.

Ask yourself: if the bad commit had changed seven files, how would you know that you restored them all?
"""


def reverts(id, subject):
    return "Divide by the number of values again"


FILES = build()
