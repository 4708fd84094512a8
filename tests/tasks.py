"""Work for other processes: a small module, because each of them imports it."""

import os
import resource
import sys
import time

from timeline.errors import DropError
from timeline.executors import child


def refuse(item):
    raise DropError("is no good", path="a.txt", line=item, key="date")


def squared(item):
    return item * item


def burn(seconds, _item):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def burn_each(items, *, step):
    for number in range(items):
        if number:
            step()
        burn(0.1, number)
    return items


def beat_every(seconds):
    sys.modules["__main__"].BEAT = seconds


def taken(size):
    return len(bytearray(size))


def end_or_double(item):
    if item < 0:
        os.kill(os.getpid(), -item)
    if item == 0:
        os._exit(4)
    return item * 2


def own(_item):
    return os.getpid()


def pid_and_pause(_item):
    time.sleep(0.001)
    return os.getpid()


def capped(_item):
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (soft, soft))
    child._allow(1 << 40)
    return resource.getrlimit(resource.RLIMIT_AS)
