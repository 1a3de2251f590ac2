import matplotlib.pyplot as plt


def draw(years, flow, split, path):
    _, ax = plt.subplots(figsize=(7, 3.6))
    ax.plot(years, flow, color="0.6", lw=1)
    for part in (slice(None, split), slice(split, None)):
        ax.hlines(flow[part].mean(), years[part][0], years[part][-1], color="tab:blue", lw=2.5)
    plt.xlabel("Year")
    plt.ylabel("Flow at Aswan [$10^8$ m$^3$ per year]")
    plt.title(f"The Nile drops in {years[split]:.0f}; the first dam was finished in 1902")
    plt.tight_layout()
    plt.savefig(path)
