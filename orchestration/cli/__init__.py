"""The command `juesuan`. Each command's module is loaded only when asked for, so that a question is answered in a fraction of a second."""

from orchestration.cli.app import app


def main() -> None:
    """Entry point of the console script."""
    app()


__all__ = ["main"]
