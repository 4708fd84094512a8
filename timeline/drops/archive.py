"""A zip archive becomes the drops in it, within bounds."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from dataclasses import replace

from timeline.drops.folder import SIDECAR
from timeline.errors import DropError
from timeline.types import Drop

_FILES = 200
_MEMBER = 5_000_000
_TOTAL = 20_000_000
#: Text is packed to a tenth; what unpacks to more than so many times its size is no text.
_RATIO = 100
_SMALL = 100_000
#: First members of documents that are archives themselves.
_DOCUMENTS = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}


def recognises(content: bytes) -> bool:
    """Say whether *content* begins as a zip archive does."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpack(drop: Drop) -> list[Drop]:
    """Return the files in the archive *drop*, each under its own name.

    Nothing is written to disk; names are for messages only. Raises DropError for an archive
    that is broken, encrypted, a document, or larger than allowed once unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(drop.content)) as archive:
            members = [info for info in archive.infolist() if _counts(info)]
            if any(info.filename in _DOCUMENTS for info in archive.infolist()[:3]):
                raise DropError("is a document, not text; drop the article as text or HTML")
            if len(members) > _FILES:
                raise DropError(
                    f"holds {len(members)} files; {_FILES} are allowed; make several of it"
                )
            return _paired(drop, _contents(archive, members))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        if isinstance(error, DropError):
            raise
        raise DropError("is a broken archive; pack it again") from error
    except (RuntimeError, NotImplementedError) as error:
        raise DropError("is encrypted or packed in an unknown way; pack it as plain zip") from error


def _counts(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.split("/")
    hidden = any(re.match(r"\.[^.]|__MACOSX$", part) for part in parts)
    # not is_dir: it raises IndexError for a member without a name
    return not hidden and parts[-1] != ""


def _contents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Read the members; what the archive says of their sizes is not believed."""
    contents: dict[str, bytes] = {}
    total = 0
    for info in members:
        with archive.open(info) as opened:
            content = opened.read(_MEMBER + 1)
        total += len(content)
        if len(content) > _MEMBER or total > _TOTAL:
            raise DropError(
                f"unpacks to more than allowed ({_MEMBER:,} bytes a file, {_TOTAL:,} in all); "
                "make several of it"
            )
        if len(content) > max(_SMALL, _RATIO * info.compress_size):
            raise DropError(
                f"holds a file that unpacks to more than {_RATIO} times its size; leave it out: "
                "it is no text"
            )
        if contents.setdefault(info.filename, content) != content:
            raise DropError(f"holds two files called {info.filename!r}; give each its own name")
    return contents


def _paired(drop: Drop, contents: dict[str, bytes]) -> list[Drop]:
    return [
        replace(
            drop,
            name=name,
            content=content,
            digest=hashlib.sha256(content).hexdigest(),
            sidecar=contents.get(name + SIDECAR, b""),
        )
        for name, content in contents.items()
        if not name.endswith(SIDECAR)
    ]
