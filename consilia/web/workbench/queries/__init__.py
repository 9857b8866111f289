"""Every read of the workbench, as a named function. Nothing here writes."""
