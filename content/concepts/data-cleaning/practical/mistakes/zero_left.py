"""A cholesterol of 0 stays in the table.

It is a number, it can be read, and it means that nothing was measured. Every mean of the column is now too
small.

Ask yourself: which values of this column can a living patient have?
"""


def chol(text):
    return "" if text.strip() in ("-999", "n/a") else text.strip()


main()
