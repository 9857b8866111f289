"""Pure Python: values in, values out. No Django, no clock, no network, no settings."""
