"""The safe HTML of a lesson as data that a print template sets: paragraphs, lists and blocks, never markup."""

from html.parser import HTMLParser
from typing import Any

Node = dict[str, Any]
STYLES = {"strong": "b", "em": "i"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top: list[Node] = []
        self.inside: list[list[Node]] = [self.top]
        self.styles: list[str] = []
        self.paragraph: Node | None = None
        self.named = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in STYLES:
            self.styles.append(STYLES[tag])
        elif tag == "br":
            self._text("\n")
        elif tag in ("p", "blockquote"):
            self.paragraph = None
            self.named = ("class", "name") in attributes  # the heading of a block
        elif tag in ("ul", "ol"):
            self._open({"kind": tag, "body": []})
        elif tag == "li":
            self._open({"kind": "item", "body": []})
        elif tag == "section":
            block = (dict(attributes).get("class") or "").split()[-1:]
            self._open({"kind": "block", "block": "".join(block), "body": []})

    def handle_endtag(self, tag: str) -> None:
        self.named = self.named and tag != "p"
        if tag in STYLES and self.styles:
            self.styles.pop()
        elif tag in ("p", "blockquote"):
            self.paragraph = None
        elif tag in ("ul", "ol", "li", "section") and len(self.inside) > 1:
            self.paragraph = None
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() or self.paragraph:
            self._text(" ".join(data.split("\n")) if data.strip() else " ")

    def _open(self, node: Node) -> None:
        self.paragraph = None
        self.inside[-1].append(node)
        self.inside.append(node["body"])

    def _text(self, text: str) -> None:
        if self.paragraph is None:
            self.paragraph = {"kind": "p", "runs": []}
            self.inside[-1].append(self.paragraph)
        bold = self.named or "b" in self.styles
        self.paragraph["runs"].append({"text": text, "bold": bold, "italic": "i" in self.styles})


def tree(html: str) -> list[Node]:
    """The nodes of a piece of sanitised HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _tidied(reader.top)


def _tidied(nodes: list[Node]) -> list[Node]:
    """Without spaces at the ends of paragraphs, and without empty paragraphs."""
    found = []
    for node in nodes:
        if node["kind"] == "p":
            node["runs"][0]["text"] = node["runs"][0]["text"].lstrip()
            node["runs"][-1]["text"] = node["runs"][-1]["text"].rstrip(" ")
            if not any(run["text"].strip() for run in node["runs"]):
                continue
        else:
            node["body"] = _tidied(node["body"])
        found.append(node)
    return found


def items(nodes: list[Node], block: str) -> list[str]:
    """What stands in the lists of all blocks of one kind, as plain texts."""
    blocks = (node for node in nodes if node["kind"] == "block" and node["block"] == block)
    lists = (each for node in blocks for each in node["body"] if each["kind"] in ("ul", "ol"))
    return [words(item) for each in lists for item in each["body"]]


def words(node: Node) -> str:
    """The plain text of a node."""
    if node["kind"] == "p":
        return "".join(run["text"] for run in node["runs"])
    return " ".join(map(words, node["body"]))
