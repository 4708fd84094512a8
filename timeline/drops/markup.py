"""An HTML fragment becomes blocks: paragraphs, captions, asides, headings, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from timeline.drops.draft import Block, bounded_blocks
from timeline.drops.text import fold, one_line, resolve
from timeline.errors import DropError
from timeline.types import Role

#: Nothing in these is read.
_SKIPPED = {
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
    "button", "input", "select", "textarea", "video", "audio", "canvas", "nav", "head", "title",
    "menu", "dialog", "label", "legend", "-comment", "link", "meta",
}  # fmt: skip
#: What stands in these is one with the text around it.
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "td", "th", "time", "tt", "u", "var", "wbr", "picture", "source",
}  # fmt: skip
#: Tag -> what it says its text is; the innermost counts, but nothing leaves a caption or aside.
_ROLES = {
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    "figure": Role.CAPTION,
    "aside": Role.LINK,
    "blockquote": Role.QUOTATION,
    "li": Role.LIST,
    "dt": Role.LIST,
    "dd": Role.LIST,
    "h1": Role.HEADLINE,
    "h2": Role.CROSSHEAD,
    "h3": Role.CROSSHEAD,
    "h4": Role.CROSSHEAD,
    "h5": Role.CROSSHEAD,
    "h6": Role.CROSSHEAD,
    "address": Role.BYLINE,
    "footer": Role.CREDIT,
}
_KEPT = {Role.CAPTION, Role.LINK, Role.CREDIT}

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})[\s/>]")
#: Browsers open these again in every paragraph until they are closed.
_FORMATTING = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
}  # fmt: skip
#: Closed by the next of their kind, or never opened.
_CLOSED = {
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "br",
    "img", "hr", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "track",
    "html", "head", "body",
}  # fmt: skip
#: A parser's time grows with the square of the depth: 5,000 deep takes 20 milliseconds.
_DEEPEST = 5000
_REOPENED = 300_000
#: Alternative texts shorter than this are names of pictures.
_ALT_WORDS = 5

_LOOKS = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|li|figure|figcaption|blockquote|article|section|aside|img|table|span|br|a"
    r"|em|strong|picture)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def looks_like_html(text: str) -> bool:
    """Say whether *text* holds tags of the kind that articles are made of."""
    return _LOOKS.search(text) is not None


def depth(text: str) -> int:
    """Return how deep the tags of *text* nest, counted before anything parses them.

    Raises DropError when a parser would take more time or memory than an article is worth.
    """
    open_ = deepest = formatting = reopened = 0
    for found in _TAG.finditer(text):
        tag = found[2].lower()
        if tag in _FORMATTING:
            formatting = max(0, formatting - 1) if found[1] else formatting + 1
        elif not found[1] and (tag in _CLOSED or tag == "div"):
            reopened += formatting
        if tag not in _CLOSED:
            open_ = max(0, open_ - 1) if found[1] else open_ + 1
            deepest = max(deepest, open_)
            if deepest > _DEEPEST or reopened > _REOPENED:
                line = text.count("\n", 0, found.start()) + 1
                raise DropError(
                    f"nests tags more than {_DEEPEST:,} deep; save the article alone", line=line
                )
    if reopened > _REOPENED:
        raise DropError("leaves too many tags open; save the article alone")
    return deepest


def blocks(text: str) -> list[Block]:
    """Return the blocks of an HTML fragment, in reading order; DropError as in *depth*."""
    depth(text)
    # A bare fragment parsed as a page gets its body from the parser.
    return blocks_of(LexborHTMLParser(text).body)


def blocks_of(node: LexborNode | None) -> list[Block]:
    """Return the blocks below *node*, in reading order."""
    return bounded_blocks(list(_distinct(_walk(node)))) if node is not None else []


def _distinct(found: list[Block]) -> Iterator[Block]:
    """Leave out a caption that stands in the alternative text, too."""
    seen: set[str] = set()
    for block in found:
        if block.role is Role.CAPTION:
            key = fold(block.text)
            if key in seen:
                continue
            seen.add(key)
        yield block


@dataclass(slots=True)
class _Open:
    """The text block that is being filled."""

    done: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    role: Role | None = None

    def add(self, text: str, *, linked: bool) -> None:
        self.parts.append(text)
        if linked:
            self.linked += len(text.strip())

    def close(self) -> None:
        # Some writers escape twice; the parser has resolved one layer.
        text = one_line(resolve("".join(self.parts)))
        if text:
            share = self.linked / len(text)
            lead = 0.6 if self.role is Role.LIST else 0.9
            self.done.append(Block(text, self.role, linked=share >= lead))
        self.parts.clear()
        self.linked = 0


def _walk(root: LexborNode) -> list[Block]:
    """Walk the tree without recursion; a None on the stack closes the block begun before it."""
    open_ = _Open()
    stack: list[tuple[LexborNode | None, Role | None, bool]] = [(root, None, False)]
    while stack:
        node, role, linked = stack.pop()
        if node is None:
            open_.close()
            open_.role = role
            continue
        tag = node.tag or ""
        if tag == "-text":
            open_.role = role
            open_.add(node.text_content or "", linked=linked)
        elif tag == "br":
            _break(open_, node)
        elif tag == "img":
            _picture(open_, node, role)
        elif tag not in _SKIPPED:
            inner = _role(tag, role)
            if tag in ("td", "th"):
                open_.add(" ", linked=False)
            if tag not in _INLINE:
                open_.close()
                stack.append((None, role, linked))
            _push(stack, node, inner, linked=linked or tag == "a")
    open_.close()
    return open_.done


def _push(
    stack: list[tuple[LexborNode | None, Role | None, bool]],
    node: LexborNode,
    role: Role | None,
    *,
    linked: bool,
) -> None:
    """Put the children of *node* on the stack, the last first."""
    children = []
    child = node.child
    while child is not None:
        children.append((child, role, linked))
        child = child.next
    stack.extend(reversed(children))


def _role(tag: str, outer: Role | None) -> Role | None:
    if outer in _KEPT:
        return outer
    return _ROLES.get(tag, outer)


def _break(open_: _Open, node: LexborNode) -> None:
    """Two line breaks part paragraphs, one is a space."""
    after = node.next
    while after is not None and after.tag == "-text" and not (after.text_content or "").strip():
        after = after.next
    if after is not None and after.tag == "br":
        open_.close()
    else:
        open_.add("\n", linked=False)


def _picture(open_: _Open, node: LexborNode, role: Role | None) -> None:
    alt = one_line(node.attributes.get("alt") or "")
    if len(alt.split()) >= _ALT_WORDS and role is not Role.LINK:
        open_.close()
        open_.done.append(Block(alt, Role.CAPTION))
