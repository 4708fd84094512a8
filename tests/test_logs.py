"""The lines that watch and service log."""

import json
import logging
import re

import pytest

from timeline.commands.logs import write_logs


@pytest.fixture
def log(capfd):
    """Log as the commands do, and return a function that reads what was written."""
    loggers = [logging.getLogger(name) for name in ("timeline", "feeds", "apscheduler")]
    before = [(one, one.level, one.handlers) for one in loggers]
    write_logs()
    yield lambda: capfd.readouterr().err
    for one, level, handlers in before:
        one.setLevel(level)
        one.handlers = handlers


def test_a_line_has_its_time_level_and_fields(log):
    fields = {"drop": "a b.txt", "read": 0.01, "line": None, "reason": 'says "no"'}
    logging.getLogger("timeline.update").info("x", extra={"fields": fields})
    line = log()
    assert re.match(r"time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ level=info drop=", line)
    assert line.endswith('drop="a b.txt" read=0.01 line="" reason="says \\"no\\""\n')


def test_a_message_and_an_error_are_one_line(log):
    try:
        int("a\nb")
    except ValueError:
        logging.getLogger("feeds.websub").exception("it [bold]failed[/bold] at %s", "x" * 300)
    line = log()
    assert line.count("\n") == 1
    assert "it [bold]failed[/bold] at" in line
    trace = json.loads(line.partition("trace=")[2])
    assert trace.startswith("Traceback")
    assert "ValueError" in trace
