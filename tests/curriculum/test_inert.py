"""A Markdown file with every trick of a cheat sheet for cross-site scripting is words and plain tags: nothing acts."""

import re
from html.parser import HTMLParser

import pytest

from lms.curriculum.files.texts import ATTRIBUTES, TAGS, read_text, sanitise

pytestmark = pytest.mark.source
SHEET = r"""
<script>alert(1)</script>
<SCRIPT SRC=https://evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<<SCRIPT>alert(1);//<</SCRIPT>
<script/xss src="//evil.example"></script>
<script>alert(1)//
<img src=x onerror=alert(1)>
<IMG """+'"""'+r"""><SCRIPT>alert(1)</SCRIPT>">
<IMG SRC=javascript:alert(1)>
<IMG SRC=`javascript:alert(1)`>
<img src=x:x onerror="&#0000106&#0000097vascript:alert(1)">
<IMG SRC=&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61lert(1)>
<a href="javascript:alert(1)">a</a>
<a href="JaVaScRiPt:alert(1)">a</a>
<a href="java&#x0A;script:alert(1)">a</a>
<a href="java&Tab;script:alert(1)">a</a>
<a href=" &#14;  javascript:alert(1)">a</a>
<a href="&#1;javascript:alert(1)">a</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">a</a>
<a href="vbscript:msgbox(1)">a</a>
<a href="view-source:javascript:alert(1)">a</a>
<a onmouseover="alert(1)" style="x:expression(alert(1))" href="https://ok.example" target=_top>a</a>
[b](javascript:alert(1))
[b](JAVASCRIPT:alert(1))
[b](java
script:alert(1))
[b](data:text/html,<script>alert(1)</script>)
[b]( javascript&colon;alert(1))
[b](https://ok.example "onmouseover=alert(1)")
[b](https://ok.example'onmouseover='alert(1))
[b][ref]

[ref]: javascript:alert(1)
[c]: https://ok.example "><script>alert(1)</script>
[c]

<javascript:alert(1)>
<https://ok.example/"onmouseover="alert(1)>
![" onerror="alert(1)](x" onerror="alert.svg)
<svg/onload=alert(1)>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><script xlink:href=data:,alert(1)></script></svg>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="data:text/html,<script>alert(1)</script>"></object>
<embed src="https://evil.example/x.swf" AllowScriptAccess="always">
<body onload=alert(1)>
<base href="javascript:alert(1);//">
<link rel="stylesheet" href="javascript:alert(1)">
<meta http-equiv="refresh" content="0;url=javascript:alert(1)">
<style>@import'https://evil.example/x.css';</style>
<style>*{background:url("javascript:alert(1)")}</style>
<div style="width:expression(alert(1))">x</div>
<form action="javascript:alert(1)"><input type=submit><button formaction=javascript:alert(1)>x</button></form>
<input autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)><summary>x</summary></details>
<video><source onerror="alert(1)"></video>
<audio src=x onerror=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<table background="javascript:alert(1)"><td>x</td></table>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<textarea><script>alert(1)</script></textarea>
<title><img src=x onerror=alert(1)></title>
<template><script>alert(1)</script></template>
<!--<img src="--><img src=x onerror=alert(1)//">
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><x xmlns:html="http://www.w3.org/1999/xhtml"><html:script>alert(1)</html:script></x>
<!DOCTYPE x [<!ENTITY y "<script>alert(1)</script>">]>&y;
<p onclick=alert(1) id=top class=block>x</p>
<data value="x" onclick=alert(1)>x</data>
`<script>alert(1)</script>`
{{ "".__class__ }} {% include "/etc/passwd" %} {{fact}}
<section class="block do" onclick=alert(1)>x</section>
\u003cscript\u003ealert(1)\u003c/script\u003e
%3Cscript%3Ealert(1)%3C/script%3E
"""
FACT = {"fact": {"value": "<script>alert(1)</script><img src=x onerror=alert(1)>", "checked": "2026-01-01"}}
OURS = {"section": ["class"], "p": ["class"]}  # of the blocks: put there by the program


class Acting(HTMLParser):
    """What of a page could do something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS | {"section"}:
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            if name not in ATTRIBUTES.get(tag, OURS.get(tag, [])):
                self.found.append(f"<{tag} {name}>")
            plain = re.sub(r"[\x00-\x20]", "", value or "")
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", plain.lower())
            if name == "href" and scheme and scheme[1] not in ("http", "https", "mailto", "tel"):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name == "class" and not re.fullmatch(r"name|block [a-z]+", value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")

    handle_startendtag = handle_starttag


def acting(html: str) -> list[str]:
    parser = Acting()
    parser.feed(html)
    parser.close()
    return parser.found


def rendered(text: str) -> str:
    source = f'+++\ntitle = "x"\n+++\n\n## x {{#x}}\n\n{text}\n'
    labels = {"do": "<script>alert(1)</script>"}
    found = read_text(source, file="x.md", folder="x", facts=FACT, labels=labels)
    return "".join(each["html"] for each in found.screens)


def test_every_trick_renders_inert_alone_in_a_block_and_all_at_once():
    tricks = [each for each in SHEET.split("\n") if each.strip()]
    assert len(tricks) > 70
    for trick in [*tricks, SHEET]:
        for text in (trick, f"::: do\n- {trick}\n:::", f"> {trick}", f"    {trick}"):
            assert acting(rendered(text)) == [], trick


def test_lists_in_lists_without_end_are_a_fault_and_spoil_no_other_text():
    head = '+++\ntitle = "x"\n+++\n\n## x {#x}\n\n'
    before = rendered("- one\n- two")
    found = read_text(f"{head}{'- ' * 1500}x\n", file="x.md", folder="x", facts=FACT, labels={})
    assert [str(each.cure) for each in found.faults] == ["Put no list so deep into others."]
    assert found.screens[0]["html"] == ""
    sanitise.cache_clear()
    assert rendered("- one\n- two") == before


def test_a_tag_that_acts_would_be_found():
    assert acting('<p class="name" onclick=x>a</p><img src=x><a href="java\nscript:x">b</a>') == [
        "<p onclick>", "<img>", "<img src>", "<a href='java\\nscript:x'>",
    ]  # fmt: skip
