"""The bars show the sum of all rents in a city.

A city with many flats in the table then looks expensive. The question was what a flat costs there.

Ask yourself: if every flat of a city were listed twice, what should happen to its bar?
"""


def bars(flats):
    total = {}
    for city, _, rent in flats:
        total[city] = total.get(city, 0) + rent
    cities = sorted(total, key=total.get, reverse=True)
    _, ax = plt.subplots()
    ax.bar(cities, [total[city] for city in cities])
    ax.set(title="Rent by city", xlabel="city", ylabel="rent, EUR a month")


plt.close("all")
main()
