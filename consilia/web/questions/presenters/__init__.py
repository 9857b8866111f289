"""The wording of records for a screen. Plain classes; advice is not worded here."""
