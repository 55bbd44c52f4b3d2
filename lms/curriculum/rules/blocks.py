"""What the buttons of the editor insert. Standard library only."""

from collections.abc import Mapping

SNIPPETS = {
    "screen": "## … {#…}\n\n…",
    "do": "::: do\n- …\n:::",
    "dont": "::: dont\n- …\n:::",
    "question": "::: question\n…\n:::",
    "contact": "::: contact\n**…**\n…\n:::",
    "phrase": "::: phrase\n…\n:::",
    "checklist": "::: checklist\n- …\n:::",
    "faq": "::: faq\n**…?**\n…\n:::",
    "picture": "![…](….svg)",
    "film": "::: film\n![…](….webm)\n\n…\n:::",
}


def with_block(text: str, name: str, facts: Mapping[str, object] | None = None) -> str:
    """A text with a block, or a fact by its name, at its end; as it was when there is no such thing."""
    if name in SNIPPETS:
        return f"{text.rstrip()}\n\n{SNIPPETS[name]}\n"
    return f"{text.rstrip()} {{{{{name}}}}}\n" if name in (facts or {}) else text
