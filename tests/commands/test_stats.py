"""`stats` as its users meet it."""

from __future__ import annotations

import json

from tests.command import ROOT, run


def test_stats_gives_the_figures_of_the_sample() -> None:
    done = run("stats", "--format", "json")
    assert done.returncode == 0
    tables = {table["id"]: table for table in json.loads(done.stdout)["tables"]}
    files = list(ROOT.glob("studios/*/achievements/*/*.md"))
    taken = (ROOT / "content/takedowns.yml").read_text("utf-8").count("record: achievement ")
    assert tables["achievements-by-level"]["total"]["total"] == str(len(files) - taken)
    assert "培训人天，按对象（人天）" in run("stats").stdout
    assert run("--lang", "en", "stats").stdout.startswith("As of 2026-03-18\n")
