"""`python -m consilia` is the same as the `consilia` command."""

from consilia.cli import main

if __name__ == "__main__":
    main()
