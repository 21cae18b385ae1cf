#!/usr/bin/env python3
"""Make the project's environment in .venv/ if need be, then run a command from it.

Usage: python bootstrap.py [--dev] [COMMAND [ARGUMENT ...]]

  python bootstrap.py                   only make the environment
  python bootstrap.py build             run `jiangpu build`
  python bootstrap.py run python -V     run any program of the environment
  python bootstrap.py --dev run pytest  the same, with the development tools
  python bootstrap.py --uv version      run the pinned uv (which `make lock` needs)

Only the standard library is used. Packages are installed from the hashed lists
in requirements/; when the environment already matches them nothing is downloaded.
"""

import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

MINIMUM = (3, 11, 2)


def too_old(version: "Sequence[object]") -> str:  # a SyntaxError here means: bootstrap.py needs Python 3.11.2 or newer
    """Say what to do about a Python older than MINIMUM."""
    found = ".".join(str(part) for part in version[:3])
    return f"bootstrap: Python 3.11.2 or newer is needed, this is {found}; run it with a newer one, e.g. python3.11"


# Nothing above may need a newer Python than 3.6 (hence the quoted annotation), and
# nothing below may be syntax that 3.6 cannot parse: a traceback would come instead.
if sys.version_info < MINIMUM:
    sys.exit(too_old(sys.version_info))

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "jiangpu-stamp.json"
TOOLS = ROOT / ".tools"  # holds uv, where uv is needed
RUNTIME = ROOT / "requirements" / "runtime.txt"
DEV = ROOT / "requirements" / "dev.txt"
UV = ROOT / "requirements" / "uv.txt"
HASHED = ("--require-hashes", "--only-binary", ":all:")

# The interpreter itself even when a virtual environment runs this file,
# which may be the very .venv/ that has to be replaced.
PYTHON: str = getattr(sys, "_base_executable", "") or sys.executable


class ToolError(Exception):
    """A program failed; holds what it printed."""


def say(line: str) -> None:
    """Report progress, away from the output of the command that follows."""
    print(f"bootstrap: {line}", file=sys.stderr, flush=True)


def environment() -> dict[str, str]:
    """Return the environment variables of every program started from here."""
    values = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
    # The sources are UTF-8 whatever the locale says.
    values.update(PYTHONUTF8="1", VIRTUAL_ENV=str(VENV), PATH=os.pathsep.join([str(BIN), os.environ.get("PATH", "")]))
    return values


def run(*command: str | Path, **extra: str) -> str:
    """Run a program and return its output; `extra` adds environment variables."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**environment(), **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise ToolError(done.stdout.strip())
    return done.stdout.strip()


def explain(output: str) -> str:
    """Turn the output of a failed installer into one line that says what to do."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    text = output.lower()

    def said(*signs: str) -> bool:
        return any(sign in text for sign in signs)

    if said("do not match the hashes", "hash mismatch"):
        return "a downloaded package is not the one that was locked; check the package index or mirror in use"
    # Before "no matching distribution", which pip also says when it reached no index.
    if said("name resolution", "failed to establish", "timed out", "dns error", "error sending request", "getaddrinfo"):
        return "cannot reach the package index; check the network, proxy or mirror settings, then run this again"
    if said("no module named pip"):
        return f"{PYTHON} has neither ensurepip nor pip; install them (Debian, Ubuntu: apt install python3-venv)"
    if said("no matching distribution", "no wheels", "no solution found"):
        return f"a package has no ready-made build for this Python and machine: {lines[-1]}"
    return f"installing failed: {lines[-1] if lines else 'no output'}"


def digest(*parts: bytes) -> str:
    """Return one hash over `parts`."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def project() -> bytes:
    """Return what the installed project depends on; settings of tools do not count."""
    import tomllib  # not at the top: older Pythons lack it

    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [content.get("project"), content.get("build-system"), content.get("tool", {}).get("hatch")]
    return json.dumps(parts, sort_keys=True).encode()


def current() -> dict[str, str]:
    """Describe the environment that this checkout and this Python ask for."""
    return {
        "checkout": str(ROOT),
        "python": f"{os.path.realpath(PYTHON)} {platform.python_version()} {platform.machine()}",
        "runtime": digest(RUNTIME.read_bytes()),
        "dev": digest(DEV.read_bytes()),
        "project": digest(project()),
    }


def stamped() -> dict[str, str]:
    """Read how .venv/ was made; nothing unless that was finished."""
    with contextlib.suppress(OSError, ValueError):
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if isinstance(stamp, dict) and shutil.which("python", path=str(BIN)):
            return stamp
    return {}


def steps(stamp: Mapping[str, str], wanted: Mapping[str, str], dev: bool) -> tuple[str, ...]:
    """Decide what to do so that .venv/, made as `stamp` says, becomes as `wanted`."""
    everything = ("venv", "packages", "project")
    if any(stamp.get(key) != wanted[key] for key in ("checkout", "python", "runtime")):
        return everything
    if dev and stamp.get("dev") != wanted["dev"]:
        # The development list contains the runtime list, so it can be added to
        # it; after a change only a new start gets rid of what is listed no more.
        return everything if stamp.get("dev") else ("packages", "project")
    return () if stamp.get("project") == wanted["project"] else ("project",)


def remove(path: Path) -> None:
    """Delete a directory, or a link to one, if it is there."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def uv() -> Path:
    """Return the pinned uv, installing it into .tools/ if need be."""
    mark = TOOLS / "uv.sha256"
    wanted = digest(UV.read_bytes(), platform.machine().encode())
    if not mark.is_file() or mark.read_text(encoding="ascii") != wanted:
        say("fetching uv into .tools/")
        remove(TOOLS)
        # A directory of our own, so a Python "externally managed" by its
        # distribution allows it; the variables overrule a user's pip settings.
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
        run(*pip, "--target", TOOLS, *HASHED, "-r", UV, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")
        mark.write_text(wanted, encoding="ascii")
    return TOOLS / "bin" / ("uv.exe" if os.name == "nt" else "uv")


def uv_settings() -> dict[str, str]:
    """Return what uv needs to know; a mirror set for pip holds for uv too."""
    settings = {"UV_PYTHON_DOWNLOADS": "never"}
    if not os.environ.keys() & {"UV_DEFAULT_INDEX", "UV_INDEX_URL"}:
        with contextlib.suppress(ToolError):
            lines = run(PYTHON, "-m", "pip", "config", "list").splitlines()
            found = {name: value.strip("'\"") for name, _, value in (line.partition("=") for line in lines)}
            for name in (":env:.index-url", "install.index-url", "global.index-url"):  # in pip's order
                if name in found:
                    settings["UV_DEFAULT_INDEX"] = found[name]
                    break
    return settings


def make_venv() -> str:
    """Make an empty .venv/ and return the name of the program to install with."""
    remove(VENV)
    say(f"making .venv/ with Python {platform.python_version()}")
    try:
        run(PYTHON, "-m", "venv", VENV)
    except ToolError:
        # Debian without python3-venv: the module is there, its ensurepip is not.
        remove(VENV)
        say("this Python has no working venv module; using uv instead")
        run(uv(), "venv", "--quiet", "--python", PYTHON, VENV, **uv_settings())
        return "uv"
    return "pip"


def install(tool: str, *arguments: str | Path) -> None:
    """Install into .venv/ with pip or uv."""
    python = shutil.which("python", path=str(BIN)) or BIN / "python"
    if tool == "uv":
        run(uv(), "pip", "install", "--quiet", "--python", python, *arguments, **uv_settings())
    else:
        pip = (python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
        run(*pip, *arguments, PIP_USER="0")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time change .venv/ (two terminals, make -j)."""
    with (ROOT / ".venv.lock").open("a") as handle:
        if sys.platform == "win32":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # it gives up after ten seconds
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def prepare(dev: bool) -> None:
    """Bring .venv/ up to date."""
    wanted = current()
    if not steps(stamped(), wanted, dev):
        return
    with alone():
        stamp = stamped()  # another process may have done the work meanwhile
        todo = steps(stamp, wanted, dev)
        if not todo:
            return
        # Without a stamp an interrupted run leaves nothing that passes for finished.
        STAMP.unlink(missing_ok=True)
        tool = make_venv() if "venv" in todo else stamp.get("tool", "pip")
        if "packages" in todo:
            lock = DEV if dev else RUNTIME
            say(f"installing {lock.read_text(encoding='utf-8').count('==')} packages of {lock.relative_to(ROOT)}")
            install(tool, *HASHED, "-r", lock)
        say("installing the project")
        install(tool, "--no-deps", "--no-build-isolation", "-e", ROOT)
        had_dev = "" if "venv" in todo else stamp.get("dev", "")
        finished = {**wanted, "dev": wanted["dev"] if dev else had_dev, "tool": tool}
        STAMP.write_text(json.dumps(finished, indent=1), encoding="utf-8")


def launch(name: str, arguments: Sequence[str]) -> int:
    """Run a program of .venv/ in place of this one."""
    program = shutil.which(name, path=str(BIN))
    if program is None:
        say(f"there is no program {name!r} in .venv/ (development tools need --dev before the command)")
        return 127
    command = [program, *arguments]
    if os.name != "nt":
        os.execve(program, command, environment())
    with contextlib.suppress(KeyboardInterrupt):  # the program has got it too
        return subprocess.call(command, env=environment())
    return 130


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks."""
    rest = list(arguments)
    if rest[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    try:
        if rest[:1] == ["--uv"]:
            return subprocess.call([str(uv()), *rest[1:]], env={**environment(), **uv_settings()})
        dev = rest[:1] == ["--dev"]
        if dev:
            rest.pop(0)
        prepare(dev)
    except ToolError as error:
        problem = explain(str(error))
        if problem.startswith("installing failed"):
            print(error, file=sys.stderr)
        say(problem)
        return 1
    except OSError as error:
        say(f"cannot prepare .venv/: {error}")
        return 1
    except KeyboardInterrupt:
        say("interrupted; the next run starts afresh")
        return 130
    if not rest:
        say("ready")
        return 0
    if rest[0] == "run":
        if len(rest) == 1:
            say("name the program to run")
            return 2
        return launch(rest[1], rest[2:])
    return launch("jiangpu", rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
