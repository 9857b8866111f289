"""Measures quality and speed on the optional test data. `make bench` runs all; docs/benchmarks.md holds the figures."""
