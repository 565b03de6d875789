"""`python -m orchestration.cli` is the command `juesuan`."""

from orchestration.cli import main

if __name__ == "__main__":
    main()
