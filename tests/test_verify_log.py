"""The sample's log holds by a script that knows nothing of the generator, and by what the site tells the public to
type; and the site says nothing of what is internal."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.core.dataset import Dataset
from generator.core.pipeline import Prepared
from tests.verify_log import differences

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "tests/verify_log.py"
AS_OF = date(2026, 3, 18)
LOGS = ("content/log/notices.jsonl", "content/log/internal.jsonl")
NOTICE = "recognition-2025"


def run(*arguments: str | Path) -> tuple[int, str]:
    """Run the script as a stranger would, with nothing installed; its exit code and what it says."""
    command = [sys.executable, "-I", "-S", "-X", "utf8", str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """What of the site has to do with the log, to be spoilt."""
    for name in ("log/notices.jsonl", "status.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(site / name, tmp_path / name)
    shutil.copytree(site / "notices", tmp_path / "notices")
    return tmp_path


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class TestScript:
    def test_the_repository_holds(self) -> None:
        assert run(ROOT) == (0, "0 differences\n")

    def test_the_site_holds(self, site: Path) -> None:
        assert run(site) == (0, "0 differences\n")
        assert len(lines(site / "log/notices.jsonl")) >= 40

    def test_an_old_head_is_found_and_another_is_not(self, site: Path) -> None:
        head = lines(site / "log/notices.jsonl")[10]["prev"]
        assert run(site, head) == (0, "0 differences\n")
        assert run(site, head[::-1])[0] == 1

    @pytest.mark.parametrize(
        ("path", "alter"),
        [
            (f"notices/{NOTICE}.json", lambda text: text.replace("认定期5年", "认定期6年")),
            (f"notices/{NOTICE}.json", lambda text: text.replace('"salt":"', '"salt":"0')),
            ("log/notices.jsonl", lambda text: text.replace("2025-09-08", "2025-09-07")),
            ("log/notices.jsonl", lambda text: text[: text[:-1].rindex("\n") + 1]),
            ("log/notices.jsonl", lambda text: text[text.index("\n") + 1 :]),
            ("log/notices.jsonl", lambda text: text.replace("\n", "\r\n")),
            ("log/notices.jsonl", lambda text: text[:-1]),
            ("status.json", lambda text: text.replace('"lines": ', '"lines": 1')),
        ],
        ids="record salt date cut beheaded CRLF end status".split(),
    )
    def test_what_was_altered_does_not_fit(self, copy: Path, path: str, alter: Callable[[str], str]) -> None:
        file = copy / path
        text = file.read_bytes().decode()
        assert alter(text) != text
        file.write_bytes(alter(text).encode())
        assert run(copy)[0] == 1

    def test_it_names_what_was_altered(self, copy: Path) -> None:
        file = copy / f"notices/{NOTICE}.json"
        file.write_text(file.read_text(encoding="utf-8").replace("5年", "6年"), encoding="utf-8")
        assert all(NOTICE in found for found in differences(copy))

    def test_a_record_that_is_withdrawn_from_view_is_no_difference(self, copy: Path) -> None:
        (copy / f"notices/{NOTICE}.json").unlink()
        assert run(copy) == (0, "0 differences\n")


class TestPublic:
    """What the page says to the public, typed into a shell."""

    @pytest.fixture
    def folder(self, copy: Path, tmp_path: Path) -> Path:
        """A folder with the two files that were taken away from the site."""
        folder = tmp_path / "taken away"
        folder.mkdir()
        shutil.copy(copy / "log/notices.jsonl", folder)
        for record in (copy / "notices").glob("*.json"):
            shutil.copy(record, folder)
        return folder

    def command(self, copy: Path, name: str) -> str:
        page = LexborHTMLParser((copy / "notices/verify.html").read_text(encoding="utf-8"))
        found = page.css_first(f"#{name} code")
        assert found is not None
        assert "\n" not in found.text()
        return found.text()

    def typed(self, folder: Path, command: str, shell: str = "bash") -> list[str]:
        done = subprocess.run([shell, "-c", command], cwd=folder, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout.splitlines()

    def head(self, copy: Path) -> str:
        status = json.loads((copy / "status.json").read_text(encoding="utf-8"))["log"]
        return f"{status['lines']} {status['head']}"

    @pytest.mark.parametrize("shell", ["bash", "sh"])
    def test_the_chain_ends_with_the_head(self, copy: Path, folder: Path, shell: str) -> None:
        assert self.typed(folder, self.command(copy, "chain"), shell) == [self.head(copy)]

    @pytest.mark.parametrize("place", [0, 3, 38])
    def test_a_changed_line_breaks_the_chain_there(self, copy: Path, folder: Path, place: int) -> None:
        log = folder / "notices.jsonl"
        rows = log.read_bytes().splitlines(keepends=True)
        rows[place] = rows[place].replace(b'"date":"202', b'"date":"201')
        log.write_bytes(b"".join(rows))
        first, *_, last = self.typed(folder, self.command(copy, "chain"))
        assert first == f"? {rows[place + 1].decode().strip()}"
        assert (last == self.head(copy)) == (place < len(rows) - 1)

    @pytest.mark.parametrize(
        "alter",
        [
            lambda rows: rows[:5] + rows[6:],
            lambda rows: rows[:5] + rows[4:],
            lambda rows: rows[::-1],
            lambda rows: rows[1:],
            lambda rows: rows[:-1],
            lambda rows: [row.replace(b"\n", b"\r\n") for row in rows],
        ],
        ids="deleted inserted reordered beheaded cut CRLF".split(),
    )
    def test_whatever_else_was_done_shows(
        self, copy: Path, folder: Path, alter: Callable[[list[bytes]], list[bytes]]
    ) -> None:
        log = folder / "notices.jsonl"
        log.write_bytes(b"".join(alter(log.read_bytes().splitlines(keepends=True))))
        assert self.typed(folder, self.command(copy, "chain")) != [self.head(copy)]

    def test_a_kept_head_is_found_again(self, copy: Path, folder: Path) -> None:
        rows = lines(folder / "notices.jsonl")
        (said,) = self.typed(folder, self.command(copy, "kept"))
        assert said.split()[0] == self.head(copy).split()[1]
        (said,) = self.typed(folder, self.command(copy, "kept").replace(f"head -n {len(rows)}", "head -n 7"))
        assert said.split()[0] == rows[7]["prev"]

    def test_the_notice_of_the_example_agrees_with_the_log(self, copy: Path, folder: Path) -> None:
        said = self.typed(folder, self.command(copy, "check"))
        assert len(said) == 2
        assert said[0] == said[1]

    def test_every_notice_does_and_none_that_was_changed(self, copy: Path, folder: Path) -> None:
        command = self.command(copy, "check")
        shown = [line for line in lines(folder / "notices.jsonl") if (folder / f"{line['id']}.json").is_file()]
        assert len(shown) >= 40
        for line in shown:
            mine = re.sub(r"f=\S+; n=[0-9]+;", f"f={line['id']}.json; n={line['n']};", command)
            said = self.typed(folder, mine)
            assert said == [line["record"]] * 2
            record = folder / f"{line['id']}.json"
            data = record.read_bytes()
            record.write_bytes(data.replace(b"title", b"titel"))
            assert self.typed(folder, mine)[0] != line["record"]
            record.write_bytes(data)

    def test_only_what_every_system_has_is_asked_for(self, copy: Path) -> None:
        words = {
            word
            for name in ("chain", "kept", "check")
            for part in re.split(r"[;|(]|\bdo\b|\$\(", self.command(copy, name))
            if (word := part.strip().partition(" ")[0])
        }
        programs = {word for word in words if re.fullmatch(r"[a-z0-9]+", word)}
        assert programs <= set("while do done case esac printf echo head tail cut tr sha256sum".split())


class TestNothingInternal:
    def secrets(self, dataset: Dataset) -> set[str]:
        """What is written of internal notices alone: ids, titles, sentences, salts, digests, the lines of the log."""
        found: set[str] = set()
        for entry in dataset.notices.values():
            if entry.record.scope == "校内":
                found |= {entry.id, entry.record.title, str(entry.record.salt), *entry.document.body.split("\n")}
        for line in lines(ROOT / "content/log/internal.jsonl"):
            found |= {line["record"], line["source"], json.dumps(line, separators=(",", ":"))}
        return {secret for secret in found if len(secret) > 8}

    def test_not_a_word_of_an_internal_notice_or_its_log_is_on_the_site(
        self, site: Path, prepared_sample: Prepared
    ) -> None:
        secrets = [secret.encode() for secret in self.secrets(prepared_sample.dataset)]
        assert len(secrets) >= 6
        for path in site.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                assert not [secret.decode() for secret in secrets if secret in data], path
        assert not list(site.rglob("*internal*"))

    def test_no_salt_of_a_notice_is_in_a_log(self, prepared_sample: Prepared) -> None:
        salts = [str(entry.record.salt) for entry in prepared_sample.dataset.notices.values()]
        written = "".join((ROOT / log).read_text(encoding="utf-8") for log in LOGS)
        assert not [salt for salt in salts if salt in written]

    def test_what_is_not_published_yet_is_in_no_log_and_no_record(self, site: Path, prepared_sample: Prepared) -> None:
        ids = {line["id"] for line in lines(site / "log/notices.jsonl")}
        coming = {entry.id for entry in prepared_sample.dataset.notices.values() if entry.record.published > AS_OF}
        assert coming
        assert not coming & ids
        assert not coming & {path.stem for path in site.glob("notices/*.json")}
