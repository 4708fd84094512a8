"""Markdown becomes blocks: headings, quotations, lists, tables, pictures, links."""

from __future__ import annotations

import re

from timeline.drops.draft import Block, bounded
from timeline.drops.text import one_line, resolve
from timeline.types import Role

_HEADING = re.compile(r"(#{1,6}) +(.*?)[ #]*$")
_UNDERLINE = re.compile(r"(=+|-+) *")
_RULE = re.compile(r"(?:[-*_] *){3,}")
_ITEM = re.compile(r" {0,12}(?:[-*+]|\d{1,3}[.)]) +(?=\S)")
_QUOTED = re.compile(r" {0,3}> ?")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
#: A row of a table, and the one below its head.
_ROW = re.compile(r" {0,3}\|(.*?)\|? *")
_RULED = re.compile(r" {0,3}\|(?: *:?-+:? *\|)+ *")
_CELL_END = re.compile(r"(?<!\\)\|")
_REFERENCE = re.compile(r" {0,3}\[[^\[\]]{1,100}\]: +\S")
#: An address may hold brackets in pairs: "Genoa_(city)", "javascript:alert(1)".
_TARGET = r"\((?:<[^<>]{0,2000}>|(?:[^()\s]|\([^()\s]{0,500}\)){1,2000})(?: +\"[^\"]{0,300}\")?\)"
_IMAGE = re.compile(rf"!\[([^\[\]]{{0,1000}})\]{_TARGET}")
_LINK = re.compile(rf"\[([^\[\]]{{1,1000}})\](?:{_TARGET}|\[[^\[\]]{{0,100}}\])")
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*\*|\*\*|__|~~)(?=\S)([^*_~]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=\S)([^*_]{1,2000}?)(?<=[^\s\\])\1(?![\w*_])")
_CODE = re.compile(r"`([^`]{1,500})`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")

#: One of these makes a text Markdown; a list alone does not.
_SIGNS = re.compile(
    r"^#{1,6} +\S|^[^\n]{3,200}\n=={2,}[ ]*$"
    r"|\[[^\[\]\n]{1,300}\]\(<?[A-Za-z][A-Za-z0-9+.-]{1,20}:[^\s()]"
    r"|\*\*[^*\n]{1,300}\*\*|^ {0,3}> +\S|^ {0,3}\|(?: *:?-{3,}:? *\|)+ *$",
    re.MULTILINE,
)
#: One of these is in each of them.
_PARTS = ("#", "\n==", "](", "**", ">", "---")


def recognises(text: str) -> bool:
    """Say whether *text* has a mark that only Markdown has."""
    return any(part in text for part in _PARTS) and _SIGNS.search(text) is not None


def blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text, in reading order."""
    reader = _Reader()
    for line in bounded(text).split("\n"):
        reader.read(line)
    reader.close()
    return reader.found


class _Reader:
    """Goes through the lines and closes a block where the next begins."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._lines: list[str] = []
        self._role: Role | None = None
        self._code = False
        #: Blocks found before the row above, where there is one.
        self._above: int | None = None

    def read(self, line: str) -> None:
        above, self._above = self._above, None
        if _FENCE.match(line):
            self.close()
            self._code = not self._code
        elif not line.strip() or _REFERENCE.match(line):
            self.close()
        elif not self._code and (heading := _HEADING.match(line)):
            self.close()
            self._heading(len(heading[1]), heading[2])
        elif self._lines and self._role is None and _UNDERLINE.fullmatch(line):
            title = " ".join(self._lines)
            self._lines.clear()
            self._heading(1 if line.startswith("=") else 2, title)
        elif _RULE.fullmatch(line.strip()):
            self.close()
        elif not self._code and above is not None and _RULED.fullmatch(line):
            del self.found[above:]  # the head of a table
        elif not self._code and (row := _ROW.fullmatch(line)):
            self._row(row[1])
        else:
            self._text(line)

    def _heading(self, level: int, text: str) -> None:
        self._lines = [text]
        self._role = Role.HEADLINE if level == 1 else Role.CROSSHEAD
        self.close()

    def _row(self, text: str) -> None:
        """Take a row for a line of a list: "12 March 2024: The council approved the bridge"."""
        self.close()
        self._above = len(self.found)
        cells = (cell.strip() for cell in _CELL_END.split(text))
        self._lines, self._role = [": ".join(filter(None, cells))], Role.LIST
        self.close()

    def _text(self, line: str) -> None:
        if quoted := _QUOTED.match(line):
            line = line[quoted.end() :]
            if self._role is not Role.QUOTATION or not line.strip():
                self.close()
            self._role = Role.QUOTATION
        elif item := _ITEM.match(line):
            self.close()
            line = line[item.end() :]
            self._role = Role.LIST
        # Two spaces at the end break the line.
        self._lines.append(line)

    def close(self) -> None:
        text = " ".join(self._lines)
        for image in _IMAGE.finditer(text):
            if len(image[1].split()) >= 5:
                self.found.append(Block(one_line(_bare(image[1])), Role.CAPTION))
        text = _IMAGE.sub("", text)
        linked = sum(len(link[1]) for link in _LINK.finditer(text))
        shown = one_line(resolve(_bare(text)))
        if shown:
            share = 0.6 if self._role is Role.LIST else 0.9
            self.found.append(Block(shown, self._role, linked=linked >= share * len(shown)))
        self._lines.clear()
        self._role = None


def _bare(text: str) -> str:
    """Return *text* without its marks."""
    text = _CODE.sub(r"\1", _ADDRESS.sub(r"\1", _LINK.sub(r"\1", text)))
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", _STRONG.sub(r"\2", text)))
    return _ESCAPED.sub(r"\1", text)
