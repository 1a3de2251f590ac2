"""The cities stand in the order of the alphabet.

Then the eye has to jump to and fro to find out which is third. Sorted by length, the plot answers that
by itself.

Ask yourself: what is the reader going to ask of this plot, and in which order is that easiest to see?
"""


def bars(flats):
    cities = sorted({city for city, _, _ in flats})
    rents = [[rent for city, _, rent in flats if city == one] for one in cities]
    _, ax = plt.subplots()
    ax.bar(cities, [sum(found) / len(found) for found in rents])
    ax.set(title="Mean rent by city", xlabel="city", ylabel="rent, EUR a month")


plt.close("all")
main()
