import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import build


def test_three_repositories_with_their_headlines():
    text = (build.HERE / "docs" / "index.html").read_text()
    for one in build.tomllib.loads((build.HERE / "groundup.toml").read_text())["repositories"]:
        record = build.read(f"{one['tree']}/result.json")
        assert f"{record['metric']['value']:.3f}" in text


def test_markup_in_a_post_stays_text():
    assert list(build.paragraphs("a <b> & `c`")) == ["<p>a &lt;b&gt; &amp; <code>c</code></p>"]


def test_a_picture_is_shown_from_beside_the_page():
    (shown,) = build.paragraphs("![Bars](../repositories/x/figure.svg)")
    assert 'src="x-figure.svg"' in shown
