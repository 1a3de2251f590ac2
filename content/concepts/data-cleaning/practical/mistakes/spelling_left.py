"""The names of the clinics are trimmed, and NORTH and north stay two clinics.

Every group by clinic now has one group for each spelling.

Ask yourself: how many different clinics does your clean table have?
"""


def clinic(text):
    return text.strip()


main()
