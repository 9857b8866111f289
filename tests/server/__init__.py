"""Tests that need a PostgreSQL: building the index there, replicas, and the service itself on it."""
