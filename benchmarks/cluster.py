"""Whether a cluster gives the same site: `make bench-cluster`.

Beyond one machine, pages go to whoever takes them: a build takes any `concurrent.futures.Executor`. Here a Dask cluster
of two workers on this machine renders every page of a school; its site is compared with that of this process alone,
byte for byte. What a worker needs comes with the pages but for the program itself, which must be there, and the theme.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from corpus import lay
from installed import ROOT, installed

DAY = date(2026, 3, 18)


def main() -> None:
    """Build both ways, and say how long each took and whether they are the same."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--studios", type=int, default=8, help="how many (8: the sample's)")
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args()
    folder = str(installed())
    sys.path.append(folder)
    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT), folder))  # for the workers
    from distributed import Client, LocalCluster

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        school = lay(root / "school", given.studios)
        cluster = LocalCluster(
            n_workers=given.workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
        )
        with cluster, Client(cluster) as client:
            far = built(school, root / "far", client.get_executor())
        near = built(school, root / "near", None)
        same = tree(root / "far") == tree(root / "near")
    took = f"{near[1]} pages: {near[0]:.1f} s here, {far[0]:.1f} s by {given.workers} workers of a cluster"
    sys.stdout.write(f"{took}; {'the same bytes' if same else 'OTHER BYTES'}\n")
    sys.exit(not same)


def built(school: Path, site: Path, executor: object) -> tuple[float, int]:
    """Build with nothing kept of pages; seconds, and how many pages were rendered."""
    from generator.core.pipeline import prepare
    from generator.website.build import build
    from generator.website.work import Work

    start = time.perf_counter()
    done = build(prepare(school, DAY), site, Work(no_cache=True, jobs=1, executor=executor))  # type: ignore[arg-type]
    return time.perf_counter() - start, done.rendered


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
