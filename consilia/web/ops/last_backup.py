"""When the last backup was made: a small file in the data folder, so that the status page can say it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

NAME = "last-backup.json"
OLD = timedelta(days=2)  # backups are made every night


class LastBackup(BaseModel):
    """What stands in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made_at: datetime
    file: str

    @property
    def is_old(self) -> bool:
        """Whether a night's backup must have failed since."""
        return datetime.now(UTC) - self.made_at > OLD


def note(file: Path, *, made_at: datetime) -> None:
    """Write down that a backup was made."""
    told = LastBackup(made_at=made_at, file=str(file))
    (Path(settings.DATA_DIR) / NAME).write_text(told.model_dump_json(), "utf-8")


def last_backup() -> LastBackup | None:
    """Return the last one that `consilia backup` made here, or None."""
    try:
        return LastBackup.model_validate_json((Path(settings.DATA_DIR) / NAME).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None
