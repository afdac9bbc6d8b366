"""The command ``newsparse``.

Data goes to standard output, everything else to standard error.  Exit codes: 0 all good, 1 some
inputs failed, 2 wrong usage, 3 nothing usable came out, 130 interrupted.
"""

from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> int:
    """Run the command with *args* (of the process, where none are given); return its exit code."""
    try:
        # Imported here so that an interrupt while loading is no traceback either.
        from newsparse.cli.commands import run  # noqa: PLC0415

        return run(args)
    except KeyboardInterrupt:
        from newsparse.cli.terminal import say, silence_stdout  # noqa: PLC0415

        silence_stdout()
        say("newsparse: interrupted")
        return 130
