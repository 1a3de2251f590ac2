"""Texts that want to run, load or send something, wherever a portfolio shows what somebody wrote (W06)."""

from __future__ import annotations

from dataclasses import replace

from groundup import portfolio
from groundup.portfolio import Author, Text, Work
from tests.portfolio import samples
from tests.web.test_drawings import ATTACKS as DRAWN
from tests.web.test_prose import ATTACKS as WRITTEN

HERE = [
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=x onerror=alert(1)></video>",
    "<audio src=//evil.example/x.mp3 autoplay></audio>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//evil.example/x.swf>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<math href=javascript:alert(1)>CLICK</math>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "<!--<img src=--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='//evil.example/x.xsl'?>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "${alert(1)}",
    "<%= 7 * 7 %>",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "\u0000<script>alert(1)</script>",
    "\ufeff<script>alert(1)</script>",
    "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
    "<\u017fcript>alert(1)</\u017fcript>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
    "![x](data:text/html,<script>alert(1)</script>)",
    "![x](//evil.example/x.png)",
    "![x](\\\\evil.example\\x.png)",
    "![x](file:///etc/passwd)",
    "![x](../../../../etc/passwd)",
    "![x](/etc/passwd)",
    "![x\" onerror=\"alert(1)](x.png)",
    "![x](x.png \"t\" onerror=alert(1))",
    "[x](javascript:alert(1)//https://ok)",
    "[x]( javascript:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](jav&#x09;ascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](blob:https://evil.example/1)",
    "[x](filesystem:https://evil.example/1)",
    "[x](http://evil.example\"><script>alert(1)</script>)",
    "[x](<javascript:alert(1)>)",
    "[![x](javascript:alert(1))](javascript:alert(1))",
    "<https://evil.example/\"onmouseover=alert(1)>",
    "[x][1]\n\n[1]: data:text/html,x 'y'",
    "$\\href{javascript:alert(1)}{x}$",
    "$$\\html{<script>alert(1)</script>}$$",
    "$\\class{x\" onmouseover=\"alert(1)}{x}$",
    "$</code><script>alert(1)</script>$",
    "$$\n</code></div><img src=x onerror=alert(1)>\n$$",
    "```python\n</code></pre><script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\nx\n```",
    "    </code></pre><script>alert(1)</script>",
    "`</code><script>alert(1)</script>`",
    "| a |\n|:--\" onmouseover=\"alert(1)\n| b |",
    "# [x](javascript:alert(1))",
    "> <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>",
    "---\ntitle: <script>alert(1)</script>\n---\nx",
    "a[^1]\n\n[^1]: <script>alert(1)</script>",
    "~~<script>alert(1)</script>~~",
    "\\<script\\>alert(1)\\</script\\>",
    "<a href=\"https://ok\" ping=\"//evil.example\" download>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<div style='background:url(//evil.example/x)'>x</div>",
    "<p style=position:fixed;inset:0>over everything</p>",
    "<form><button formaction=javascript:alert(1)>x</button></form>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<frameset onload=alert(1)>",
    "<portal src=//evil.example></portal>",
    "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"//evil.example\"]}]}</script>",
    "<img srcset='//evil.example/x 2x'>",
    "<picture><source srcset=//evil.example/x><img></picture>",
    "<track src=//evil.example>",
    "<use href=//evil.example/x.svg#a></use>",
    "<annotation-xml encoding=text/html><img src=x onerror=alert(1)></annotation-xml>",
]  # fmt: skip
TEXTS = tuple(dict.fromkeys([*WRITTEN, *DRAWN, *HERE]))


def site_of(texts: tuple[str, ...]) -> dict[str, bytes]:
    """A site on which everything that can be written says one of these, the first where only one can."""
    given, text = samples.material(1), texts[0]
    module = replace(given.modules[0], title=text, path=text, shelf=text, builds=(text,), oracle=(text,))
    concepts = tuple(replace(given.areas[0].seen[0], title=one, state=one) for one in texts)
    area = replace(given.areas[0], title=text, seen=concepts)
    made = replace(
        given,
        author=Author(text, text, text, ((text, "https://example.org/"), ("x", text)), text),
        works=tuple(_work(given.works[0], number, one) for number, one in enumerate(texts)),
        posts=tuple(Text(one, f"# {one}\n\n{one}") for one in texts),
        modules=(module,),
        areas=(area,),
        meaning=text,
        shown=replace(given.shown, by=text, credentials=(replace(given.shown.credentials[0], name=text),)),
    )
    return portfolio.build(made)


def _work(given: Work, number: int, text: str) -> Work:
    row = {"criterion": text, "seen": text, "why": text, "passed": True, "numbers": {text: text}}
    fact = samples.audit("project-0", findings=[row], tier=text)
    return replace(
        given,
        id=f"project-{number}",
        title=text,
        kind=text,
        audits=portfolio.audits([fact])["project-0"],
        texts={
            "story": Text(text, text),
            "card": Text(text, f"# {text}\n\n{text}"),
            "report": Text(text, f"# {text}\n\n{text}"),
        },
        figures={f"{text}.svg": samples.figure(samples.SVG)},
        missing=text,
    )
