"""Runs every benchmark, or those that are named: `python -m benchmarks understanding triage`."""

import subprocess
import sys
import time

ALL = ["understanding", "peers", "triage", "composing", "smoothing", "retrieval"]


def main(names: list[str]) -> int:
    """Run each benchmark in a process of its own, so that none warms another; return how many failed."""
    failed = 0
    for name in names or ALL:
        began = time.monotonic()
        print(f"== {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
        print(f"-- {name}: {time.monotonic() - began:.0f} s", flush=True)
    return failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
