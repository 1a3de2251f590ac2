"""What is not known is written into the file as the word None.

The next program reads a text of four letters there, and not an empty cell.

Ask yourself: what does `str(None)` give, and what should stand between the two commas?
"""


def written(text):
    return text or "None"


main()
