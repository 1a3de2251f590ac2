"""The axis of the bars does not begin at 0.

A bar is read by its length. On an axis that begins at 270, a city with 300 euros looks as if it had
hardly any rent at all beside one with 1,000.

Ask yourself: how many times as long is your longest bar as the shortest, and how many times as large is
its number?
"""

_bars = bars


def bars(flats):
    _bars(flats)
    ax = plt.gca()
    ax.set_ylim(bottom=0.9 * min(bar.get_height() for bar in ax.patches))


plt.close("all")
main()
