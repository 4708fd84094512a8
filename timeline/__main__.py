"""The command line ``timeline``: every command, in the order its help shows.

Standard output carries data only; messages and progress go to standard error.
Exit status: 0 done, 1 done but something was rejected, 2 wrong use or settings.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn

import typer

from timeline.commands import check, copies, drops, filters, intake, lists, overrides, publish
from timeline.commands.output import notes
from timeline.errors import TimelineError
from timeline.executors.work import collect_seldom

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # texts are rewrapped, examples kept as they are
    help="News articles in, dated events out.",
)
for command in (
    intake.update,
    intake.watch,
    intake.worker,
    publish.serve,
    publish.write,
    lists.events,
    lists.stories,
    check.check,
    copies.backup,
    copies.restore,
    filters.reduce,
    filters.tag,
    filters.match,
):
    app.command()(command)

drops_app = typer.Typer(invoke_without_command=True, help="List the drops, and act on them.")
drops_app.callback()(drops.drops)
drops_app.command()(drops.retry)
drops_app.command("set-date")(drops.set_date)
drops_app.command()(drops.remove)
app.add_typer(drops_app, name="drops")

overrides_app = typer.Typer(
    invoke_without_command=True, help="List what editors decided by hand, and decide."
)
overrides_app.callback()(overrides.overrides)
for decision in (
    overrides.hide,
    overrides.title,
    overrides.date,
    overrides.status,
    overrides.speaker,
    overrides.merge,
    overrides.split,
    overrides.undo,
):
    overrides_app.command()(decision)
app.add_typer(overrides_app, name="overrides")


#: What writing to a disk, or to somebody else's standard input, fails with.
_FULL_OR_CLOSED = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def main() -> None:
    """Run the command line; a TimelineError is told in a line or few and ends with status 2.

    So is what standard output does not take; who has heard enough (``| head``) is told nothing.
    """
    collect_seldom()
    if sys.stdout is None:  # whoever called has closed it and hears nothing; no other file gets 1
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except TimelineError as error:
        _fail(str(error))
    except OSError as error:
        if error.filename is not None or error.errno not in _FULL_OR_CLOSED:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # it is flushed at the end
        if error.errno == errno.EPIPE:
            sys.exit(1)
        _fail(f"standard output cannot be written: {error.strerror}")


def _fail(reason: str) -> NoReturn:
    for line in reason.splitlines():
        notes.print(f"timeline: {line}", style="red", soft_wrap=True, markup=False)
    sys.exit(2)


if __name__ == "__main__":
    main()
