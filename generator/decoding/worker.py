"""The guarded process: `python -m generator.decoding.worker`. It reads files from its standard input, each behind a
line with what is asked and its length in bytes, and answers each with a line of JSON, behind it the renditions of a
picture, unless it is only to `measure` it.

It lays down what it will not need before it looks at the first byte: it cannot write files, start processes or take
more than half a gigabyte, nor more than ten seconds of the processor for a file, where the system can forbid it.
"""

from __future__ import annotations

import logging
import sys
import time
from contextlib import suppress

from pydantic import TypeAdapter

from generator.core.content import PICTURES, Content, Kind
from generator.decoding.fault import Faulty
from generator.decoding.kind import kind_of
from generator.decoding.office import read_office
from generator.decoding.pdf import read_pdf
from generator.decoding.picture import measure, read_picture

SECONDS = 10
"""Of the processor, for one file."""
MEMORY = 512 << 20
OPEN_FILES = 64
_CONTENT = TypeAdapter(Content)


def decode(data: bytes, *, only_measure: bool = False) -> tuple[Content, tuple[bytes, ...]]:
    """What the bytes hold, and the renditions of a picture; or no more of a picture than its size, and of anything else
    than its kind."""
    kind: Kind = "other"
    try:
        kind = kind_of(data)
        if only_measure:
            return measure(kind, data) if kind in PICTURES else Content(kind), ()
        if kind in PICTURES:
            return read_picture(kind, data)
        if kind == "pdf":
            return read_pdf(data), ()
        if kind == "docx" or kind == "xlsx":
            return read_office(kind, data), ()
    except Faulty as error:
        return Content(kind, error.fault), ()
    except (MemoryError, RecursionError):
        return Content(kind, "demanding"), ()
    except Exception:  # noqa: BLE001 - whatever a library raises at a file is that file's fault
        return Content(kind, "damaged"), ()
    return Content(kind), ()


def confine() -> None:
    """Give up what decoding does not need."""
    try:
        import resource
    except ImportError:  # Windows has other means, and the watch in any case
        return
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (getattr(resource, "RLIMIT_NPROC", None), 0),
    ):
        if limit is not None:
            with suppress(ValueError, OSError):  # a system that does not know the limit, or has a lower one
                resource.setrlimit(limit, (most, most))


def allot(seconds: int = SECONDS) -> None:
    """Die when this many more seconds of the processor are used, whatever is being done then."""
    try:
        import resource
    except ImportError:  # Windows has the watch
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):  # a system with a lower limit
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, most))


def main() -> None:
    """Answer until there is nothing left to read."""
    logging.disable()
    confine()
    given, taken = sys.stdin.buffer, sys.stdout.buffer
    while line := given.readline():
        asked, length = line.split()
        allot()
        content, blobs = decode(given.read(int(length)), only_measure=asked == b"measure")
        taken.write(_CONTENT.dump_json(content) + b"\n" + b"".join(blobs))
        taken.flush()


if __name__ == "__main__":
    main()
