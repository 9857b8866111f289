"""Small files that say from what something was made, so that a second start does not make it again."""

import hashlib
from pathlib import Path


def is_fresh(stamp: Path, wanted: str) -> bool:
    """Tell whether the stamp says that the thing was made from just this."""
    return stamp.exists() and stamp.read_text("utf-8") == wanted


def write(stamp: Path, made_from: str) -> None:
    """Say from what the thing was made."""
    stamp.write_text(made_from, "utf-8")


def of_static_files() -> str:
    """Return a digest of the names, sizes and times of all static files."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def of_demo() -> str:
    """Return what the demonstration's content hangs on: the samples, the code, and that they are in this database."""
    from consilia import loaded
    from consilia.web.ops.queries import has_samples

    digest = hashlib.sha256()
    for path in sorted((loaded.KNOWLEDGE / "samples").rglob("*.yaml")):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {loaded.code_version()} {'with' if has_samples() else 'without'} samples"
