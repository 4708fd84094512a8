"""The Timeline kept in SQLite or PostgreSQL: values in, values out, one transaction per batch."""

from timeline.storage.engine import Lock
from timeline.storage.store import Batch, Near, Storage, Stored

__all__ = ["Batch", "Lock", "Near", "Storage", "Stored"]
