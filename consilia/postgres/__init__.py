"""The server engine: the same search as the embedded one, in PostgreSQL with pgvector. Open it with `ServerEngine`."""

from consilia.postgres.engine import Builder, ServerEngine
from consilia.postgres.servers import Servers, Unreachable
from consilia.postgres.tables import NoVectors

__all__ = ["Builder", "NoVectors", "ServerEngine", "Servers", "Unreachable"]
