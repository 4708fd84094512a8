"""Documents over HTTP: validators, compression, CORS, streams; the only place of FastAPI."""

from feeds.service.allowance import Allowance
from feeds.service.app import create_app
from feeds.service.inbox import Inbox
from feeds.service.library import Library
from feeds.service.storeroom import Storeroom

__all__ = ["Allowance", "Inbox", "Library", "Storeroom", "create_app"]
