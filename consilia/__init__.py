"""Consilia: a self-hosted ask-a-doctor service."""

__version__ = "0.1.0"
