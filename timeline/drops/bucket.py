"""A bucket, or what else fsspec speaks to: the objects that lie there, and their bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from timeline.drops.folder import LAST
from timeline.errors import BucketError

#: What the information on an object calls the time of its last change, whoever stores it.
_TIMES = ("LastModified", "last_modified", "updated", "mtime", "created")
_TAGS = ("ETag", "etag", "e_tag")
#: S3's library tries again by itself, and the one below it, too: five times five is most of a
#: minute, in which nothing in the folder is taken. The next look is the better try.
_ONCE = {"config_kwargs": {"retries": {"total_max_attempts": 1}}}


class Object(NamedTuple):
    """An object as it is listed."""

    #: What fsspec calls it.
    path: str
    size: int
    #: Seconds since the epoch; None where nobody says.
    modified: float | None
    #: Changes with the content.
    tag: str


class Bucket:
    """What lies below an *address* such as ``s3://name/prefix``; every error is a BucketError."""

    def __init__(self, address: str) -> None:
        self.address = address
        try:
            # read where it is used only: half a second and 40 MB that nobody else pays
            from fsspec.core import url_to_fs  # noqa: PLC0415

            options = _ONCE if address.startswith("s3:") else {}
            self._files, root = url_to_fs(address, use_listings_cache=False, **options)
        except ImportError as error:
            raise BucketError(
                f"cannot be read without the extra ({error}); "
                "install it with: pip install 'timeline-feeds[bucket]'",
                path=address,
            ) from error
        except Exception as error:
            raise self.error("cannot be read", error) from error
        self._root = f"{root.rstrip('/')}/"

    def objects(self) -> dict[str, Object]:
        """Return every object by its name below the address, on whatever page; or raise."""
        try:
            self._files.invalidate_cache()
            return {
                path.removeprefix(self._root): _object(path, known)
                for path, known in self._files.find(self._root, detail=True).items()
                if path.startswith(self._root) and known.get("type") != "directory"
            }
        except Exception as error:
            raise self.error("cannot be listed", error) from error

    def read(self, objects: Sequence[Object]) -> list[bytes | Exception | None]:
        """Return the bytes of *objects*, or what went wrong; None for one that is another now.

        Each is one request, so that none is half of one version and half of the next; no more is
        asked for than it had and a byte.
        """
        wanted = [one for one in objects if one.size]  # S3 knows no range of nothing
        found = self._files.cat_ranges(
            [one.path for one in wanted],
            0,
            [one.size + 1 for one in wanted],
            on_error="return",
        )
        by_path = dict(zip((one.path for one in wanted), found, strict=True))
        return [_whole(one, by_path.get(one.path, b"")) for one in objects]

    def error(self, what: str, error: Exception) -> BucketError:
        """Return *error* in words."""
        words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return BucketError(f"{what}: {words}", path=self.address)


def _whole(one: Object, content: bytes | Exception) -> bytes | Exception | None:
    if isinstance(content, FileNotFoundError):
        return None
    if isinstance(content, Exception):
        return content
    return content if len(content) == one.size else None


def _object(path: str, known: Mapping[str, Any]) -> Object:
    size = int(known.get("size") or 0)
    modified = _seconds(next((known[key] for key in _TIMES if known.get(key)), None))
    tag = next((str(known[key]) for key in _TAGS if known.get(key)), f"{modified}:{size}")
    return Object(path, size, modified, tag)


def _seconds(moment: Any) -> float | None:
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if isinstance(moment, datetime):
        moment = moment.timestamp()
    # no file can be dated as late as a number may be
    return min(max(float(moment), 0.0), LAST) if isinstance(moment, (int, float)) else None
