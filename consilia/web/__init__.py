"""The web: Django, thin. Rooms ask the domain; views ask `access`, one query or action, and render."""
