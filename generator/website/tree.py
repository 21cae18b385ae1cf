"""Puts a built site in place: whenever a build is killed, DIR holds the complete old site or the complete new one.

A build writes its files into a private directory beside DIR, the stage, and the two trade names in one step when
all is written. Three hidden names beside DIR belong to this module, and none of them outlives a build that ends:

    .NAME.jiangpu-stage   the unfinished new tree; after the step, the old one on its way out. Always rubbish to others.
    .NAME.jiangpu-aside   only where the system cannot swap directories: the old tree, complete, between two renames.
    .NAME.jiangpu-lock    held by the build at work. The lock dies with its process, the empty file may stay.

A killed build can leave any of them; the next build of the same DIR removes them, or puts the aside tree back.

Where DIR is a symbolic link, the directory it leads to is swapped and the link stays. The new tree takes over the
permission bits of the directory it replaces; owner, ACLs and labels are those of any new directory.

Killed means the process. After a power cut the file system decides: nothing here waits for the disk, since flushing
thousands of small files costs more than building them.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.website.fault import WebsiteError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MARK = "status.json"  # the file a site of ours is known by
_REPOSITORIES = (".git", ".hg", ".svn")  # what a hand put into a site and nobody wants swapped away
_DRIVE = re.compile(r"[A-Za-z]:")
_CHUNK = 1 << 20  # files up to this size are compared and written in one piece
_BINARY = getattr(os, "O_BINARY", 0)
# A sandbox that does not know the call answers EPERM; where EPERM means what it says, the first plain rename fails too.
_CANNOT_EXCHANGE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})
_SYSCALL_RENAMEAT2 = {"x86_64": 316, "aarch64": 276, "riscv64": 276}  # for a libc without the function, such as musl

Exchange = Callable[[str, str], None]


class TreeError(WebsiteError):
    """The site could not be written."""


@dataclass(frozen=True)
class Written:
    """How the new tree differs from the one it replaces, in files."""

    new: int
    changed: int
    unchanged: int
    removed: int
    bytes_written: int

    def again(self) -> Written:
        """How the same tree would differ if it were built once more."""
        return Written(0, 0, self.new + self.changed + self.unchanged, 0, 0)


@dataclass(frozen=True)
class _Places:
    """The paths of one target. All lie in one directory, so that renaming never crosses a file system."""

    shown: str  # as the operator wrote it, for messages
    target: str
    stage: str
    aside: str
    lock: str


class Stage:
    """The new tree while it is being written. Files enter through `write` and `take` alone, from one thread.

    As long as nothing differs from the target nothing is written, so `path` is complete only when the stage closes.
    """

    def __init__(self, path: Path, target: str, old: dict[str, bool]) -> None:
        self.path = path
        self._root = str(path)
        self._target = target
        self._old = old
        self._seen: set[str] = set()
        self._folders = {""}
        self._waiting: list[str] | None = []  # the unchanged files before the first difference, None after it
        self._changed = 0
        self._unchanged = 0
        self._bytes = 0
        self.dropped = False

    def drop(self) -> None:
        """Nothing of it is wanted: the target stays as it is."""
        self.dropped = True

    @property
    def written(self) -> Written:
        """The counts so far; `removed` is right once all is written, and all stay readable after the swap."""
        return Written(
            new=len(self._seen) - self._changed - self._unchanged,
            changed=self._changed,
            unchanged=self._unchanged,
            removed=len(self._old) - self._changed - self._unchanged,
            bytes_written=self._bytes,
        )

    def put(self, address: str, content: bytes | Path) -> None:
        """Puts a file into the tree: these bytes, or a copy of a file."""
        if isinstance(content, bytes):
            self.write(address, content)
        else:
            self.take(address, content)

    def write(self, address: str, data: bytes) -> None:
        """Puts a file into the tree. If the target holds the same bytes there, that very file stays, mtime and all."""
        self._claim(address)
        if self._is_regular(address) and _holds(f"{self._target}/{address}", data):
            self._keep(address)
        else:
            self._add(address, len(data), lambda place: _write_file(place, data))

    def take(self, address: str, source: Path) -> None:
        """Puts a copy of a file into the tree, never a link to it: the site must not change when the source does."""
        try:
            with open(source, "rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size
                data = file.read() if size <= _CHUNK else None
        except OSError as error:
            raise TreeError("tree_read", path=source, reason=_reason(error)) from error
        if data is not None:
            self.write(address, data)
            return
        self._claim(address)
        if self._is_regular(address) and _same_files(f"{self._target}/{address}", source):
            self._keep(address)
        else:
            self._add(address, size, lambda place: _copy_file(source, place))

    def differs(self) -> bool:
        """Whether the files written differ from those of the target in any way; those of a new site always do."""
        return self._waiting is None or len(self._waiting) < len(self._old) or not self._old

    def complete(self) -> None:
        """Brings in the unchanged files that waited for a first difference."""
        waiting, self._waiting = self._waiting or (), None
        for address in waiting:
            self._keep_now(address)

    def _claim(self, address: str) -> None:
        _check_address(address)
        if address in self._seen:
            raise ValueError(f"written twice: {address!r}")
        self._seen.add(address)

    def _is_regular(self, address: str) -> bool:
        return self._old.get(address, False)

    def _keep(self, address: str) -> None:
        self._unchanged += 1
        if self._waiting is None:
            self._keep_now(address)
        else:
            self._waiting.append(address)

    def _keep_now(self, address: str) -> None:
        old = f"{self._target}/{address}"
        with self._writing(address) as place:
            try:
                os.link(old, place)
            except OSError:  # no links on this file system, too many of this file, not allowed: a copy does as well
                _copy_file(old, place)
                before = os.stat(old)  # visitors and mirrors see by the mtime that nothing changed
                os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
                self._bytes += before.st_size

    def _add(self, address: str, size: int, make: Callable[[str], None]) -> None:
        if self._waiting is not None:
            self.complete()
        with self._writing(address) as place:
            make(place)
        self._bytes += size
        if address in self._old:
            self._changed += 1

    @contextmanager
    def _writing(self, address: str) -> Iterator[str]:
        """The path of an address in the stage, its directory made, and the words for what fails there."""
        try:
            self._make(address.rpartition("/")[0])
            yield f"{self._root}/{address}"
        except FileExistsError as error:
            raise TreeError("tree_same_name", path=address) from error
        except OSError as error:
            raise TreeError("tree_write", path=address, reason=_reason(error)) from error

    def _make(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._make(folder.rpartition("/")[0])
        try:
            os.mkdir(f"{self._root}/{folder}")
        except FileExistsError:
            if not os.path.isdir(f"{self._root}/{folder}"):  # it is one where the system takes A and a for the same
                raise
        self._folders.add(folder)


def exchange_directories(first: str, second: str) -> None:
    """Lets two directories trade names in one step; an OSError from `_CANNOT_EXCHANGE` where there is no such step."""
    error = _exchange(os.fsencode(first), os.fsencode(second))
    if error:
        raise OSError(error, os.strerror(error), first, None, second)


def _exchange(first: bytes, second: bytes) -> int:
    """Calls what the system has for it, and returns the errno, 0 for done."""
    import ctypes  # here, since importing it costs each start of the program more than the swap itself

    done = -1
    ctypes.set_errno(errno.ENOSYS)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        arguments = (ctypes.c_int(-100), first, ctypes.c_int(-100), second, ctypes.c_uint(2))  # RENAME_EXCHANGE
        number = _SYSCALL_RENAMEAT2.get(platform.machine()) if sys.maxsize > 2**32 else None
        if hasattr(libc, "renameat2"):
            done = libc.renameat2(*arguments)
        elif number is not None:
            done = libc.syscall(ctypes.c_long(number), *arguments)
    elif sys.platform == "darwin":
        done = ctypes.CDLL(None, use_errno=True).renamex_np(first, second, ctypes.c_uint(2))  # RENAME_SWAP
    return ctypes.get_errno() if done else 0


@contextmanager
def staged(target: Path, exchange: Exchange = exchange_directories) -> Iterator[Stage]:
    """A stage for `target` that takes its place on a clean exit, and vanishes on any exception, the target untouched.

    A TreeError says why this target cannot be written. The tree must hold a `status.json` by which the next build
    knows it for one of ours; ValueError if not. If no file differs, the target stays as it is.
    """
    places = _places(target)
    with _locked(places):
        try:
            with _told("tree_write", places.shown):
                _recover(places)
                _check_target(places)
                old = _scan(places.target) if os.path.isdir(places.target) else {}
                os.mkdir(places.stage)
            stage = Stage(Path(places.stage), places.target, old)
            yield stage
            if stage.differs() and not stage.dropped:
                stage.complete()
                with _told("tree_swap", places.shown):
                    _put_in_place(places, exchange)
        except BaseException:
            with suppress(OSError):  # the first error is the one to tell; the next build tries this again
                _recover(places)
            raise
        with _told("tree_rest", places.shown):
            _recover(places)


def _places(target: Path) -> _Places:
    with _told("tree_write", target):
        real = os.path.realpath(target)
        parent, name = os.path.split(real)
        if not name:
            raise TreeError("tree_mount", path=target)
        os.makedirs(parent, exist_ok=True)  # the lock lies there
    beside = os.path.join(parent, f".{name}.jiangpu-")
    return _Places(str(target), real, f"{beside}stage", f"{beside}aside", f"{beside}lock")


def _check_target(places: _Places) -> None:
    """Refuses what a swap would destroy or cannot move."""
    try:
        mode = os.lstat(places.target).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode):
        raise TreeError("tree_loop" if stat.S_ISLNK(mode) else "tree_no_folder", path=places.shown)
    if os.path.ismount(places.target):
        raise TreeError("tree_mount", path=places.shown)
    names = set(os.listdir(places.target))
    if names and not _is_ours(places.target):
        raise TreeError("tree_foreign", path=places.shown, mark=MARK)
    for name in _REPOSITORIES:
        if name in names:
            raise TreeError("tree_repository", path=places.shown, name=name)


def _is_ours(folder: str) -> bool:
    try:
        with open(f"{folder}/{MARK}", "rb") as file:
            status = json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(status, dict) and str(status.get("generator", "")).startswith("Jiangpu")


def _scan(root: str) -> dict[str, bool]:
    """Address of each file of a tree -> whether it is a regular one; links are not followed."""
    files: dict[str, bool] = {}
    folders = [""]
    while folders:
        prefix = folders.pop()
        with os.scandir(f"{root}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{prefix}{entry.name}/")
                else:
                    files[prefix + entry.name] = entry.is_file(follow_symlinks=False)
    return files


def _put_in_place(places: _Places, exchange: Exchange) -> None:
    if not _is_ours(places.stage):
        raise ValueError(f"a site whose {MARK} does not name Jiangpu could never be replaced")
    _check_target(places)  # again: something may have moved in since the build began
    if not os.path.lexists(places.target):
        os.rename(places.stage, places.target)
        return
    mode = stat.S_IMODE(os.stat(places.target).st_mode)
    if stat.S_IMODE(os.stat(places.stage).st_mode) != mode:
        os.chmod(places.stage, mode)
    try:
        exchange(places.stage, places.target)
    except OSError as error:
        if error.errno not in _CANNOT_EXCHANGE:
            raise
        _swap_by_renames(places)


def _swap_by_renames(places: _Places) -> None:
    """What the exchange does, but for a moment without a target, and with the old tree aside.

    That one is complete as long as it exists, so that whoever finds it may put it back: only under the name of the
    stage is a tree taken apart.
    """
    os.rename(places.target, places.aside)
    os.rename(places.stage, places.target)


def _recover(places: _Places) -> None:
    """Ends what another build, or this one, was doing: a target set aside comes back, the rest is removed."""
    if os.path.lexists(places.aside):
        if os.path.isdir(places.target) and not os.listdir(places.target):
            os.rmdir(places.target)  # somebody made it anew while it was away
        if not os.path.lexists(places.target):
            os.rename(places.aside, places.target)
    _remove(places.stage)
    if os.path.lexists(places.aside):
        os.rename(places.aside, places.stage)
        _remove(places.stage)


def _remove(path: str) -> None:
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        shutil.rmtree(path)
    else:
        os.unlink(path)


def _check_address(address: str) -> None:
    """The last guard, not the first: whoever derives addresses from content has told its author before."""
    parts = address.split("/")
    if "" in parts or "." in parts or ".." in parts or "\\" in address or "\0" in address or _DRIVE.match(address):
        raise ValueError(f"not an address inside the site: {address!r}")


def _holds(path: str, data: bytes) -> bool:
    """Whether a file has these bytes. One that cannot be read has not: then it is written anew."""
    try:
        file = os.open(path, os.O_RDONLY | _BINARY)
    except OSError:
        return False
    try:
        return os.fstat(file).st_size == len(data) and os.read(file, len(data) + 1) == data
    except OSError:
        return False
    finally:
        os.close(file)


def _same_files(one: str, other: Path) -> bool:
    """The same for two files on disk; if it is `other` that cannot be read, copying it will say so."""
    try:
        with open(one, "rb", buffering=0) as first, open(other, "rb", buffering=0) as second:
            if os.fstat(first.fileno()).st_size != os.fstat(second.fileno()).st_size:
                return False
            while chunk := first.read(_CHUNK):
                if second.read(len(chunk)) != chunk:
                    return False
            return not second.read(1)
    except OSError:
        return False


def _write_file(place: str, data: bytes) -> None:
    file = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        done = os.write(file, data)
        while done < len(data):
            done += os.write(file, data[done:])
    finally:
        os.close(file)


def _copy_file(source: str | Path, place: str) -> None:
    with open(source, "rb") as file, open(place, "xb") as copy:
        shutil.copyfileobj(file, copy, _CHUNK)


@contextmanager
def _locked(places: _Places) -> Iterator[None]:
    with _told("tree_write", places.shown):
        file = _take_lock(places)
    _HELD.add(file)
    try:
        yield
    finally:
        _HELD.discard(file)
        _release_lock(places, file)


def _take_lock(places: _Places) -> int:
    while True:
        file = os.open(places.lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(file)
            # The holder removes the file before it lets go; a lock on a removed file would keep nobody out.
            if os.path.samestat(os.fstat(file), os.stat(places.lock)):
                return file
        except FileNotFoundError:
            pass
        except OSError as error:
            os.close(file)
            if error.errno in (errno.EAGAIN, errno.EACCES):
                raise TreeError("tree_busy", path=places.shown) from None
            raise
        os.close(file)


if sys.platform == "win32":

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _release_lock(places: _Places, file: int) -> None:
        os.close(file)
        with suppress(OSError):  # the system keeps a file that another build has opened since
            os.unlink(places.lock)

else:

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release_lock(places: _Places, file: int) -> None:
        with suppress(OSError):
            os.unlink(places.lock)
        os.close(file)


_HELD: set[int] = set()


def _leave_locks() -> None:
    """Closes the copies of the locks a forked worker was born with: one that outlives its build must not hold them."""
    while _HELD:
        os.close(_HELD.pop())


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_leave_locks)


@contextmanager
def _told(key: str, path: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.EBUSY, errno.EXDEV):  # a mount point, or a layer of a container
            raise TreeError("tree_mount", path=path) from error
        raise TreeError(key, path=path, reason=_reason(error)) from error


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
