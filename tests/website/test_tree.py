"""A site on disk is the old one or the new one, whatever becomes of the build."""

from __future__ import annotations

import errno
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.website.tree import Exchange, TreeError, Written, exchange_directories, staged
from generator.wording import LANGUAGES, wording

Tree = dict[str, bytes]

STATUS = json.dumps({"generator": "Jiangpu 0.1.0"}).encode()
OLD: Tree = {"status.json": STATUS, "index.html": b"old", "gone/page.html": b"bye", "same/page.html": b"same"}
NEW: Tree = {"status.json": STATUS, "index.html": b"new!", "came/in/page.html": b"hi", "same/page.html": b"same"}
ROOT = Path(__file__).resolve().parents[2]

# The children that are killed here run nothing but a build, which knows no threads.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="forks, signals and limits of POSIX")


def no_exchange(first: str, second: str) -> None:
    raise OSError(errno.ENOSYS, "no such call", first, None, second)


WAYS = pytest.mark.parametrize("exchange", [exchange_directories, no_exchange], ids=["exchange", "two renames"])


def build(target: Path, tree: Tree, exchange: Exchange = exchange_directories) -> Written:
    with staged(target, exchange) as stage:
        for address, data in tree.items():
            stage.write(address, data)
    return stage.written


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(target: Path) -> list[str]:
    """What lies in the target's directory; a site and nothing else, when all went well."""
    return sorted(path.name for path in target.parent.iterdir())


def refused(key: str) -> pytest.RaisesExc[TreeError]:
    """Expect the refusal of that name, and that it can be said in every language."""

    def says_so(error: TreeError) -> bool:
        return error.key == f"website.{key}" and all(error.say(wording(lang)) for lang in LANGUAGES)

    return pytest.RaisesExc(TreeError, check=says_so)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


# What a build does to a target


def test_a_new_target_is_made_with_its_parents(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "er" / "site"
    size = sum(map(len, OLD.values()))
    assert build(target, OLD) == Written(new=4, changed=0, unchanged=0, removed=0, bytes_written=size)
    assert read(target) == OLD
    assert beside(target) == ["site"]


@WAYS
def test_an_old_site_is_replaced(target: Path, exchange: Exchange) -> None:
    build(target, OLD, exchange)
    assert build(target, NEW, exchange) == Written(new=1, changed=1, unchanged=2, removed=1, bytes_written=6)
    assert read(target) == NEW
    assert not (target / "gone").exists()
    assert beside(target) == ["site"]


def test_what_is_not_wanted_in_the_end_leaves_the_target_as_it_was(target: Path) -> None:
    build(target, OLD)
    with staged(target) as stage:
        for address, data in NEW.items():
            stage.put(address, data)
        stage.drop()
    assert (read(target), beside(target)) == (OLD, ["site"])


def test_what_is_put_is_bytes_or_a_copy_of_a_file(target: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.pdf"
    source.write_bytes(b"pdf")
    with staged(target) as stage:
        stage.put("status.json", STATUS)
        stage.put("a.pdf", source)
    assert read(target) == {"status.json": STATUS, "a.pdf": b"pdf"}
    assert not (target / "a.pdf").samefile(source)


def test_an_empty_directory_is_filled(target: Path) -> None:
    target.mkdir()
    assert build(target, OLD).new == 4
    assert read(target) == OLD
    assert beside(target) == ["site"]


def test_an_unchanged_file_is_the_very_file_it_was(target: Path) -> None:
    build(target, OLD)
    before = (target / "same/page.html").stat()
    build(target, NEW)
    after = (target / "same/page.html").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (before.st_ino, before.st_mtime_ns, 1)


def test_a_site_without_a_difference_is_left_alone(target: Path) -> None:
    build(target, OLD)
    before = target.stat()
    written = build(target, dict(reversed(OLD.items())))
    assert written == Written(new=0, changed=0, unchanged=4, removed=0, bytes_written=0)
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert beside(target) == ["site"]


def test_a_site_that_only_lost_files_is_replaced(target: Path) -> None:
    build(target, OLD)
    rest = {address: data for address, data in OLD.items() if address != "gone/page.html"}
    assert build(target, rest) == Written(new=0, changed=0, unchanged=3, removed=1, bytes_written=0)
    assert read(target) == rest


def test_a_file_may_become_a_directory_and_back(target: Path) -> None:
    one, other = {"status.json": STATUS, "a": b"file"}, {"status.json": STATUS, "a/b": b"below"}
    for tree in (one, other, one):
        build(target, tree)
        assert read(target) == tree


def test_the_permissions_of_the_directory_stay(target: Path) -> None:
    build(target, OLD)
    target.chmod(0o750)
    build(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o750


def test_a_linked_target_stays_a_link(target: Path, tmp_path: Path) -> None:
    build(tmp_path / "real" / "place", OLD)
    target.symlink_to(tmp_path / "real" / "place")
    build(target, NEW)
    assert target.is_symlink()
    assert read(tmp_path / "real" / "place") == NEW
    assert beside(tmp_path / "real" / "place") == ["place"]


def test_links_within_an_old_site_are_not_followed(target: Path, tmp_path: Path) -> None:
    build(target, OLD)
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "page.html").write_bytes(b"same")
    (target / "same/page.html").unlink()
    (target / "same/page.html").symlink_to(precious / "page.html")
    (target / "more").symlink_to(precious)
    build(target, NEW | {"more/page.html": b"same"})
    for address in ("same/page.html", "more/page.html"):
        assert not (target / address).is_symlink()
        assert not (target / address).samefile(precious / "page.html")
    assert read(precious) == {"page.html": b"same"}


# Files taken from elsewhere


@pytest.mark.parametrize("size", [10, (1 << 20) + 10, 3 << 20])
def test_a_taken_file_is_a_copy_and_stays_one_while_it_is_the_same(target: Path, tmp_path: Path, size: int) -> None:
    source = tmp_path / "cache.bin"
    inodes = []
    for content in (b"a" * size, b"a" * size, b"a" * (size - 1) + b"b", b"a"):
        source.write_bytes(content)
        with staged(target) as stage:
            stage.write("status.json", STATUS)
            stage.take("assets/font.bin", source)
        copy = target / "assets/font.bin"
        assert copy.read_bytes() == content
        assert not copy.samefile(source)
        inodes.append(copy.stat().st_ino)
    assert inodes[0] == inodes[1] != inodes[2]
    assert stage.written == Written(new=0, changed=1, unchanged=1, removed=0, bytes_written=1)


def test_a_source_that_cannot_be_read_leaves_the_old_site(target: Path, tmp_path: Path) -> None:
    build(target, OLD)
    with refused("tree_read"), staged(target) as stage:
        stage.take("missing.png", tmp_path / "missing.png")
    assert read(target) == OLD
    assert beside(target) == ["site"]


# What goes wrong


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("before", [OLD, {}], ids=["old site", "no site"])
def test_an_exception_leaves_what_was_there(target: Path, error: type[BaseException], before: Tree) -> None:
    if before:
        build(target, before)
    with pytest.raises(error), staged(target) as stage:
        stage.write("index.html", b"half a site")
        raise error
    assert read(target) == before
    assert beside(target) == (["site"] if before else [])


@pytest.mark.parametrize(
    "address", ["", "/", "/etc/x", "..", "../x", "a/../x", ".", "./a", "a//b", "a/", "a\\b", "C:x", "c:/x", "a\0b"]
)
def test_an_address_that_leaves_the_site_is_refused(target: Path, tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError, match="not an address"), staged(target) as stage:
        stage.write(address, b"")
    assert beside(target) == []
    source = tmp_path / "source"
    source.write_bytes(b"")
    with pytest.raises(ValueError, match="not an address"), staged(target) as stage:
        stage.take(address, source)


@pytest.mark.parametrize("address", ["...", "..a", "a..b", ".nojekyll", "工室/页.html", "a b.html", "ab:c", "a/C:x"])
def test_an_odd_address_is_written(target: Path, address: str) -> None:
    build(target, {"status.json": STATUS, address: b"odd"})
    assert read(target)[address] == b"odd"


def test_an_address_is_written_once(target: Path) -> None:
    with pytest.raises(ValueError, match="written twice"), staged(target) as stage:
        stage.write("a", b"1")
        stage.write("a", b"1")


@pytest.mark.parametrize("addresses", [("a", "a/b"), ("a/b", "a")])
def test_a_file_and_a_directory_cannot_share_a_name(target: Path, addresses: tuple[str, str]) -> None:
    with refused("tree_same_name"), staged(target) as stage:
        for address in addresses:
            stage.write(address, b"")
    assert beside(target) == []


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.doc": b"precious"},
        {"status.json": b'{"generator": "Hugo"}'},
        {"status.json": b'["generator", "Jiangpu"]'},
        {"status.json": b'{"generator": ["Jiangpu"]}'},
        {"status.json": b"\xff{"},
        {"status.json/generator": b"Jiangpu"},
    ],
)
def test_a_foreign_directory_is_refused(target: Path, files: Tree) -> None:
    for address, data in files.items():
        (target / address).parent.mkdir(parents=True, exist_ok=True)
        (target / address).write_bytes(data)
    with refused("tree_foreign"):
        build(target, NEW)
    assert read(target) == files
    assert beside(target) == ["site"]


def test_a_directory_that_was_filled_meanwhile_is_refused(target: Path) -> None:
    with refused("tree_foreign"), staged(target) as stage:
        stage.write("status.json", STATUS)
        target.mkdir()
        (target / "thesis.doc").write_bytes(b"precious")
    assert read(target) == {"thesis.doc": b"precious"}
    assert beside(target) == ["site"]


def test_a_repository_in_the_site_is_not_swapped_away(target: Path) -> None:
    build(target, OLD)
    (target / ".git").mkdir()
    with refused("tree_repository"):
        build(target, NEW)
    assert (target / ".git").is_dir()


def test_a_site_that_could_not_be_replaced_is_not_put_in_place(target: Path) -> None:
    build(target, OLD)
    for tree in ({}, {"index.html": b"no mark"}, NEW | {"status.json": b"{}"}):
        with pytest.raises(ValueError, match=r"status\.json"):
            build(target, tree)
        assert read(target) == OLD
    with pytest.raises(ValueError, match=r"status\.json"):
        build(target.with_name("other"), {})
    assert beside(target) == ["site"]


def test_a_target_that_is_no_directory_is_refused(target: Path, tmp_path: Path) -> None:
    target.write_bytes(b"a file")
    with refused("tree_no_folder"):
        build(target, NEW)
    with refused("tree_write"):
        build(target / "below", NEW)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with refused("tree_loop"):
        build(tmp_path / "loop", NEW)
    assert target.read_bytes() == b"a file"
    assert beside(target) == ["loop", "site"]


def test_the_root_and_mount_points_are_refused() -> None:
    with refused("tree_mount"):
        build(Path("/"), NEW)
    if os.path.ismount("/dev/shm"):
        with refused("tree_mount"):
            build(Path("/dev/shm"), NEW)


def test_a_refused_rename_leaves_the_old_site(target: Path) -> None:
    def busy(_first: str, _second: str) -> None:
        raise OSError(errno.EBUSY, "Device or resource busy")

    build(target, OLD)
    with refused("tree_mount"):
        build(target, NEW, busy)
    assert read(target) == OLD
    assert beside(target) == ["site"]


@only_posix
def test_a_write_that_fails_leaves_the_old_site(target: Path) -> None:
    build(target, OLD)
    with largest_file(10_000), refused("tree_write"):
        build(target, NEW | {"big/page.html": b"x" * 20_000})
    assert read(target) == OLD
    assert beside(target) == ["site"]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """The system itself refuses to write more to any file, as a full disk does."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@only_posix
def test_where_links_are_refused_files_are_copied_and_keep_their_time(target: Path) -> None:
    build(target, OLD)
    os.utime(target / "same/page.html", ns=(1_000_000_000, 2_000_000_000))

    def refuse(event: str, _arguments: tuple[object, ...]) -> None:
        if event == "os.link":
            raise PermissionError(errno.EPERM, "Operation not permitted")

    def build_without_links() -> None:
        sys.addaudithook(refuse)  # in a child alone: a hook cannot be taken off
        written = build(target, NEW)
        assert (written.unchanged, written.bytes_written) == (2, sum(map(len, NEW.values())))

    inode = (target / "same/page.html").stat().st_ino
    assert status_of(child_doing(build_without_links)) == 0
    assert read(target) == NEW
    after = (target / "same/page.html").stat()
    assert (after.st_ino != inode, after.st_mtime_ns) == (True, 2_000_000_000)


# Children that may be killed


def child_doing(act: Callable[[], None]) -> int:
    """The id of a forked child that does something and ends."""
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(1)
    return child


def status_of(child: int) -> int:
    """The exit status of a child when it has ended, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# One build at a time


def test_a_second_build_is_refused_at_once(target: Path) -> None:
    with staged(target) as stage:
        with refused("tree_busy"):
            build(target, OLD)
        stage.write("status.json", STATUS)
        build(target.with_name("other"), OLD)
    assert read(target) == {"status.json": STATUS}
    assert beside(target) == ["other", "site"]


def test_a_second_process_is_refused_through_a_link_too(target: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(target)
    with staged(target) as stage:
        stage.write("status.json", STATUS)
        script = "import sys, pathlib, generator.website.tree as t\nwith t.staged(pathlib.Path(sys.argv[1])): pass"
        done = subprocess.run(
            [sys.executable, "-c", script, tmp_path / "link"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.stderr.splitlines()[-1].endswith(f"{tmp_path / 'link'}：另一次生成正在写它")
    assert read(target) == {"status.json": STATUS}


@only_posix
def test_a_lock_on_a_file_that_was_removed_is_none(target: Path) -> None:
    opened, tell = os.pipe()
    go, on = os.pipe()
    pauses = iter([None])

    def pause_once(event: str, _arguments: tuple[object, ...]) -> None:
        if event == "fcntl.flock" and next(pauses, "never again") is None:
            os.write(tell, b"!")
            os.read(go, 1)

    def build_late() -> None:
        sys.addaudithook(pause_once)
        with refused("tree_busy"):
            build(target, NEW)

    try:
        with staged(target) as stage:
            child = child_doing(build_late)
            os.read(opened, 1)  # it has the lock file open that goes with this build
            stage.write("status.json", STATUS)
        with staged(target) as stage:
            os.write(on, b"!")
            assert status_of(child) == 0
            stage.write("status.json", STATUS)
    finally:
        for pipe in (opened, tell, go, on):
            os.close(pipe)


@only_posix
def test_the_lock_dies_with_its_process_even_if_a_worker_lives_on(target: Path) -> None:
    born, birth = os.pipe()
    end, ending = os.pipe()

    def die_with_a_worker_left() -> None:
        with staged(target):
            if os.fork() == 0:
                os.close(ending)
                os.write(birth, b"!")
                os.read(end, 1)  # until the test lets go
                os._exit(0)
            os.read(born, 1)
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        assert status_of(child_doing(die_with_a_worker_left)) == -signal.SIGKILL
        assert beside(target) == [".site.jiangpu-lock", ".site.jiangpu-stage"]
        build(target, OLD)
    finally:
        for pipe in (born, birth, end, ending):
            os.close(pipe)
    assert beside(target) == ["site"]


# Killed builds


def kill_at(step: int) -> None:
    """This process dies at its n-th touch of the file system from here on."""
    left = step

    def count(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "open" or event.startswith(("os.", "fcntl.", "shutil.", "ctypes.")):
            left -= 1
            if left == -1:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


@only_posix
@WAYS
@pytest.mark.parametrize("before", [OLD, {}], ids=["old site", "no site"])
def test_a_build_killed_at_any_step_leaves_one_site(target: Path, exchange: Exchange, before: Tree) -> None:
    seen = set()
    status, step = -signal.SIGKILL, 0
    while status == -signal.SIGKILL:
        if before:
            build(target, before)

        def build_and_die(step: int = step) -> None:
            kill_at(step)
            build(target, NEW, exchange)

        status = status_of(child_doing(build_and_die))
        away = not target.exists() and target.with_name(".site.jiangpu-aside")
        found = read(away or target)
        assert found in (before, NEW), f"killed at step {step}"
        seen.add("away" if away and before else "old" if found == before else "new")
        assert not (away and before and exchange is exchange_directories)

        if away and before:  # what a build finds that comes to nothing itself
            with pytest.raises(KeyboardInterrupt), staged(target):
                raise KeyboardInterrupt
            assert read(target) == before
        build(target, NEW | {"index.html": b"next"})
        assert read(target) == NEW | {"index.html": b"next"}
        assert beside(target) == ["site"]
        if not before:
            for path in sorted(target.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            target.rmdir()
        step += 1
    assert status == 0
    assert step > 10
    expected = {"old", "new"} | ({"away"} if exchange is no_exchange and before else set())
    assert seen == expected


def test_a_site_away_comes_back_over_an_empty_directory_made_meanwhile(target: Path) -> None:
    build(target, OLD)
    target.rename(target.with_name(".site.jiangpu-aside"))
    target.mkdir()
    with pytest.raises(KeyboardInterrupt), staged(target):
        raise KeyboardInterrupt
    assert read(target) == OLD
    assert beside(target) == ["site"]


def big_site(version: str) -> Tree:
    """300 files that tell their version and 50 that never change."""
    pages = {f"studio-{n % 20}/page-{n}.html": f"{version} {n} {'text ' * 200}".encode() for n in range(300)}
    return pages | {f"assets/{n}.svg": b"<svg/>" for n in range(50)} | {"status.json": STATUS}


@only_posix
@pytest.mark.parametrize(("exchange", "kills"), [(exchange_directories, 24), (no_exchange, 8)])
def test_builds_killed_at_random_moments_leave_one_site(target: Path, exchange: Exchange, kills: int) -> None:
    rng = random.Random(20)
    sites = [big_site("A"), big_site("B")]

    def build_until_killed() -> None:
        for site in itertools.cycle(sites):
            build(target, site, exchange)

    build(target, sites[0])
    started = time.perf_counter()
    build(target, sites[1])
    duration = time.perf_counter() - started
    for _ in range(kills):
        child = child_doing(build_until_killed)
        time.sleep(rng.uniform(0, 2 * duration))
        os.kill(child, signal.SIGKILL)
        assert status_of(child) == -signal.SIGKILL
        away = exchange is no_exchange and not target.exists()
        assert read(target.with_name(".site.jiangpu-aside") if away else target) in sites
    build(target, sites[0])
    assert read(target) == sites[0]
    assert beside(target) == ["site"]
