"""Every read of the questions room, as a named function. Nothing here writes."""
