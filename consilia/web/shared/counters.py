"""Counts of a moment, in memory that a process shares with those forked from it. Nothing is written to disk."""

import mmap
import struct

_SLOT = struct.Struct("<16sII")  # key, the second when it ends, how many
_PROBED = 8  # neighbouring slots that a key may stand in


class SharedCounts:
    """How often each key was counted before its end.

    There is no lock: of two that count the same key in the same microsecond one may be lost, and a process that is
    killed leaves nothing locked. When all slots of a key are taken, the smallest count makes room.
    """

    def __init__(self, *, slots: int) -> None:
        self._slots = slots
        self._held = mmap.mmap(-1, slots * _SLOT.size)

    def add(self, key: bytes, *, by: int, now: int, until: int) -> int:
        """Count the key (16 bytes) up by so many until that second; return how many that makes."""
        place, count = self._find(key, now=now)
        if by:
            _SLOT.pack_into(self._held, place, key, until, count + by)
        return count + by

    def clear(self) -> None:
        """Forget everything."""
        self._held[:] = bytes(len(self._held))

    def holds(self, what: bytes) -> bool:
        """Whether these bytes stand anywhere in the memory."""
        return self._held.find(what, 0) >= 0

    def _find(self, key: bytes, *, now: int) -> tuple[int, int]:
        """Return the place of the key and its count, or a place for it and 0."""
        first = int.from_bytes(key[:8], "little")
        places = [(first + step) % self._slots * _SLOT.size for step in range(_PROBED)]
        room, least = places[0], None
        for place in places:
            held, until, count = _SLOT.unpack_from(self._held, place)
            count = count if until > now else 0
            if held == key:
                return place, count
            if least is None or count < least:
                room, least = place, count
        return room, 0
