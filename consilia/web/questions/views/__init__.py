"""The screens of the questions room, one file a way of using it."""
