"""The points are opaque, so that where many of them lie nobody sees how many.

Ask yourself: in what does a place with five points differ from one with fifty, in your plot?
"""

_points = scatter


def scatter(flats):
    _points(flats)
    plt.gca().collections[0].set_alpha(1)


plt.close("all")
main()
