"""Fill sticker albums until they are full, and count the packets. The standard library is enough."""

import json
import random
import statistics
from pathlib import Path

STICKERS, PACKET, ALBUMS = 200, 5, 2000
OUT = Path("out")


def packets_for_one_album(rng):
    """Five different stickers a packet; doubles are not swapped. Also: how full it was after each packet."""
    album, filled = set(), []
    while len(album) < STICKERS:
        album.update(rng.sample(range(STICKERS), PACKET))
        filled.append(len(album))
    return filled


def fill():
    rng = random.Random(7)
    return [packets_for_one_album(rng) for _ in range(ALBUMS)]


def mean_filled(albums):
    """Mean share of the album that is full after each packet, up to the longest tenth of all albums."""
    longest = sorted(map(len, albums))[len(albums) * 9 // 10]
    return [statistics.fmean(a[min(n, len(a) - 1)] for a in albums) / STICKERS for n in range(longest)]


def svg(shares, mean):
    """A curve by hand: 100 % at the top, packets to the right."""
    wide, high, left, top = 560, 300, 70, 50

    def x(packets):
        return left + wide * packets / len(shares)

    def y(share):
        return top + high * (1 - share)

    points = " ".join(f"{x(n + 1):.1f},{y(s):.1f}" for n, s in enumerate(shares))
    ticks = "".join(
        f'<text x="{x(p):.1f}" y="{top + high + 18}" text-anchor="middle">{p}</text>'
        for p in range(0, len(shares) + 1, 50)
    )
    ticks += "".join(
        f'<text x="{left - 8}" y="{y(s / 100):.1f}" text-anchor="end" dominant-baseline="middle">{s}</text>'
        for s in (0, 25, 50, 75, 100)
    )
    middle = top + high / 2
    return f"""<svg xmlns="http://www.w3.org/2000/svg"
 viewBox="0 0 680 420" font-family="sans-serif" font-size="13">
<title>Most of the packets are for the last few stickers</title>
<rect width="680" height="420" fill="white"/>
<text x="{left}" y="28" font-size="16">Most of the packets are for the last few stickers</text>
<path d="M{left},{top} V{top + high} H{left + wide}" fill="none" stroke="#555"/>
<polyline points="{points}" fill="none" stroke="#1b6ca8" stroke-width="2.5"/>
<line x1="{x(mean):.1f}" x2="{x(mean):.1f}"
 y1="{top}" y2="{top + high}" stroke="#b5533c" stroke-dasharray="4 3"/>
<text x="{x(mean) - 6:.1f}" y="{top + high - 10}" text-anchor="end" fill="#b5533c">mean {mean:.0f}</text>
{ticks}
<text x="{left + wide / 2}" y="{top + high + 44}" text-anchor="middle">packets bought (5 stickers each)</text>
<text transform="translate(22 {middle}) rotate(-90)" text-anchor="middle">album filled (%)</text>
</svg>
"""


def main():
    albums = fill()
    counts = [len(album) for album in albums]
    mean = statistics.fmean(counts)
    half = 1.96 * statistics.stdev(counts) / len(counts) ** 0.5
    OUT.mkdir(exist_ok=True)
    record = {
        "guess": 90,
        "result": round(mean, 2),
        "low": round(mean - half, 2),
        "high": round(mean + half, 2),
    }
    (OUT / "result.json").write_text(json.dumps(record))
    (OUT / "album.svg").write_text(svg(mean_filled(albums), mean))
    print(record)


if __name__ == "__main__":
    main()
