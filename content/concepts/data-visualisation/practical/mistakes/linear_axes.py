"""The axes of the scatter plot are linear.

Most flats are small and cheap and lie in one corner; and whether rent grows with a power of the size
cannot be seen.

Ask yourself: on which axes is y = c x^a a straight line?
"""

_scatter = scatter


def scatter(flats):
    _scatter(flats)
    plt.gca().set(xscale="linear", yscale="linear")


plt.close("all")
main()
