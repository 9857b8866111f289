"""The server engine: the same search as the embedded one, in PostgreSQL with pgvector. Open it with `ServerEngine`."""

from consilia.postgres.engine import ServerEngine
from consilia.postgres.servers import Servers, Unreachable

__all__ = ["ServerEngine", "Servers", "Unreachable"]
