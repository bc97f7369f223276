"""Where a command line begins and ends: the command is chosen, every error becomes one line.

`--version` is answered with nothing else imported.
"""

from __future__ import annotations

import os
import sys

from tlswhy import VERSION

DONE, FAILED, WRONG_INPUT, NO_ANSWER = 0, 1, 2, 3
"""Exit statuses: all works, something fails and is diagnosed, the input is wrong, no answer."""

COMMANDS = {
    "diagnose": "find out why the handshake with TARGET fails; `tlswhy TARGET` is the same",
    "explain": "find out why from an error text or a log, of any program",
    "capture": "find out why from packet captures, for every connection in them",
    "chain": "everything wrong with a certificate chain, for each kind of client",
    "learn": "read about the causes",
    "lab": "start broken set-ups on this machine, to try, to teach or to test",
}
PLANNED = (
    *("config", "compare", "scan", "harden", "monitor"),
    *("serve", "bulk"),
)


def main(argv: list[str] | None = None) -> int:
    """Run one command line, without the program's name in it, and return the exit status."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["--version"]:
        print(f"tlswhy {VERSION}")
        return DONE
    _print_anything()
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_is_gone()
    except SystemExit as end:  # argparse, after it printed its help
        return end.code if isinstance(end.code, int) else WRONG_INPUT
    except KeyboardInterrupt:
        _complain("interrupted before anything was known")
        return NO_ANSWER
    except Exception as error:  # noqa: BLE001 - no traceback may reach a user unasked
        return _failed(error)
    return status


def _run(words: list[str]) -> int:
    from importlib import import_module

    from tlswhy.model.errors import InputError

    first = words[0] if words else ""
    if not words:
        raise InputError("say what to reach: tlswhy TARGET (tlswhy --help tells more)")
    if first in ("-h", "--help"):
        print(_help())
        return DONE
    if first in PLANNED:
        raise InputError(f"the command {first} is not in this version")
    command = import_module(f"tlswhy.cli.{first if first in COMMANDS else 'diagnose'}")
    status: int = command.main(words[1:] if first in COMMANDS else words)
    return status


def _help() -> str:
    commands = "\n".join(f"  {name:10}{what}" for name, what in COMMANDS.items())
    return f"""Why does this TLS handshake fail?

usage: tlswhy TARGET [OPTIONS]
       tlswhy COMMAND ...

{commands}

TARGET is host, host:port, [v6]:port, an IP address or a URL (https://, smtp://, postgres:// ...).
Options of a command: tlswhy COMMAND --help.

exit status: 0 it works, 1 it fails and is diagnosed, 2 wrong input, 3 no answer"""


def _failed(error: Exception) -> int:
    from tlswhy.model.errors import InputError

    if isinstance(error, InputError):
        _complain(str(error))
        return WRONG_INPUT
    if os.environ.get("TLSWHY_DEBUG"):
        import traceback

        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    _complain(f"internal error: {what} (TLSWHY_DEBUG=1 shows the traceback)")
    return NO_ANSWER


def _complain(text: str) -> None:
    """One line on stderr; what a user pasted must not break it, nor put a password into it."""
    from tlswhy.cli.terminal import masked, one_line

    print(f"tlswhy: {one_line(masked(text))}", file=sys.stderr)


def _print_anything() -> None:
    """A terminal without UTF-8 gets escapes instead of an exception of ours."""
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _reader_is_gone() -> int:
    """`tlswhy ... | head` is no fault. Python would complain when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
