"""The word `assemble`: an instance file in, a solution file out. No Django; the engine does the work.

It must not grow more than reading arguments, catching signals and telling the outcome in one line.
"""

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from voimala_engine.assembly.config import DEFAULT_TIME_LIMIT, Config

OK, REFUSED, UNREADABLE = 0, 2, 1

DESCRIPTION = """\
Propose the teams of an instance file (portfolio-assembly/1, plain or gzipped) and write them with the
objective and a proven bound to a solution file (portfolio-assembly-solution/1; gzipped when its name ends
in .gz).
"""
EPILOG = """\
The file is always written whole or not at all. Ctrl-C or a termination signal ends the search early and
writes the best teams found so far.

exit codes:
  0  the solution is written; a brief that cannot be staffed is listed in it with the reason and, where
     there is one, a proof
  1  a file cannot be read or written
  2  the instance is refused (damaged or contradictory: the path of the faulty field is told), or the
     arguments are wrong; nothing is written

The format, the method and the meaning of the figures: docs/algorithms/assembly.md
"""


def run(argv: list[str]) -> int:
    used = _seconds_since_start()
    entered = time.monotonic()
    arguments = _parser().parse_args(argv)
    stop = threading.Event()
    with _ending_on_signals(stop):
        return _assemble(arguments, stop, lambda: used + time.monotonic() - entered)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./voimala assemble",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("instance", type=Path, metavar="INSTANCE.json[.gz]", help="the instance file")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="SOLUTION.json[.gz]",
        help="the solution file to write",
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        default=DEFAULT_TIME_LIMIT,
        metavar="S",
        help="wall time in seconds, start-up and writing included (default: %(default)g)",
    )
    parser.add_argument(
        "--seed",
        type=_seed,
        default=0,
        metavar="N",
        help="seed of the search, 0 to 2147483647; the same seed and a finished search give the same teams "
        "(default: %(default)d)",
    )
    return parser


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"must be a positive number of seconds, not {text!r}")
    return seconds


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 2**31):
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 to 2147483647, not {text!r}")
    return int(text)


def _seconds_since_start() -> float:
    """Wall time since the launcher began (VOIMALA_STARTED_AT, seconds since the epoch), else since this
    process did."""
    try:
        seconds = time.time() - float(os.environ["VOIMALA_STARTED_AT"])
    except (KeyError, ValueError):
        return time.process_time()
    return seconds if 0 <= seconds < float("inf") else time.process_time()


@contextmanager
def _ending_on_signals(stop: threading.Event) -> Iterator[None]:
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = {kind: signal.signal(kind, lambda *_: stop.set()) for kind in kinds}
    try:
        yield
    finally:
        for kind, action in before.items():
            signal.signal(kind, action)


def _assemble(arguments: argparse.Namespace, stop: threading.Event, elapsed: Callable[[], float]) -> int:
    from voimala_engine.assembly import InstanceRefused, read_instance, solve, write_solution

    refusal = _unwritable(arguments.output)
    if refusal:
        return _tell(f"{arguments.output}: {refusal}", UNREADABLE)
    try:
        instance = read_instance(arguments.instance)
        config = Config(arguments.time_limit, arguments.seed, elapsed(), stop.is_set)
        solution = solve(instance, config)
    except InstanceRefused as refused:
        return _tell(f"{arguments.instance}: {refused}", REFUSED)
    except OSError as error:
        return _tell(f"{arguments.instance}: cannot be read ({error.strerror or error})", UNREADABLE)
    try:
        write_solution(solution, arguments.output)
    except OSError as error:
        return _tell(f"{arguments.output}: cannot be written ({error.strerror or error})", UNREADABLE)
    print(
        f"{instance.name}: {len(solution.teams)} of {len(instance.briefs)} staffed, {solution.status}, "
        f"objective {solution.objective:.2f}, bound {solution.bound:.2f}, "
        f"gap {solution.gap:.2%} (quality {solution.quality_gap:.2%}), seed {solution.seed}, "
        f"{elapsed():.1f} s"
    )
    return OK


def _unwritable(output: Path) -> str | None:
    """What already speaks against writing there, before time is spent; the writing itself may still fail."""
    if output.is_dir():
        return "is a folder"
    if not output.parent.is_dir():
        return f"the folder {output.parent} does not exist"
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        return "cannot be written (permission denied)"
    return None


def _tell(message: str, code: int) -> int:
    print(f"voimala assemble: {message}", file=sys.stderr)
    return code
