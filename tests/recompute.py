"""Recompute the grades of a year from their published working, and say what differs.

    jiangpu grade --year 2025 --format json | python tests/recompute.py

Needs nothing but this file and Python. What was measured and what the reviewers gave is taken as given; what follows
from it under the rubric is worked out anew in exact fractions. Exits with 1 if anything differs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from fractions import Fraction as Exact
from typing import Any

Data = dict[str, Any]
NONE = Exact(0)
ROUNDED = Exact(1, 10**9)  # a number without an end in decimal form is printed rounded; nothing is decided by it


def differences(year: Data) -> Iterator[str]:
    """Everything in the answer for a year that does not follow from the rest of it."""
    assessed = [shown for shown in year["studios"] if shown["reason"] != "not_assessed"]
    studios = [_studio(year["rubric"], shown, year["semesters"]) for shown in assessed]
    scores = [studio["score"] for studio in studios if studio["score"] is not None]
    for studio in studios:
        place = None if studio["score"] is None else 1 + sum(score > studio["score"] for score in scores)
        studio.update(place=place, quota=None)
    if year["rubric"]["quota"] is not None:
        _push_down(year["rubric"], studios)
    for studio in studios:
        studio["tie"] = studio["reason"] == "tie"
    yield from _compare("year", year | {"studios": assessed}, {"assessed": len(studios), "studios": studios})


def _compare(where: str, shown: Any, own: Any) -> Iterator[str]:
    if isinstance(own, dict) and isinstance(shown, dict):
        for name, value in own.items():
            yield from _compare(f"{where} {name}", shown.get(name), value)
    elif isinstance(own, list) and isinstance(shown, list) and len(own) == len(shown):
        for given, value in zip(shown, own, strict=True):
            name = "" if isinstance(value, str) else " " + (value.get("studio") or value.get("id") or value["name"])
            yield from _compare(where + name, given, value)
    elif shown != own and not (isinstance(own, Exact) and shown and abs(Exact(shown) - own) <= ROUNDED):
        yield f"{where}: {shown}, recomputed {own}"


def _push_down(rubric: Data, studios: list[Data]) -> None:
    """Let no more studios have the quota's grade than there are places, and choose among equals for nobody."""
    best, ladder, share = rubric["quota"]["grade"], _ladder(rubric), Exact(rubric["quota"]["share"])
    places = int(share * len(studios))
    # Whose own grade is open may yet have it, unless a veto forbids.
    waiting = sum(
        studio["reason"] in {"missing_marks", "incomplete"} and _capped(rubric, best, studio["vetoes"]) == best
        for studio in studios
    )
    candidates = [studio for studio in studios if studio["final"] == best]
    scores = [studio["score"] for studio in candidates]
    for studio in candidates:
        above = sum(score > studio["score"] for score in scores)
        with_equals = above + scores.count(studio["score"])
        if above >= places:
            studio.update(final=ladder[min(ladder.index(best) + 1, len(ladder) - 1)], reason="quota")
        elif with_equals > places:
            studio.update(final=None, reason="tie")
        elif with_equals + waiting > places:
            studio.update(final=None, reason="incomplete", incomplete=True)
    for studio in studios:
        studio["quota"] = {"grade": best, "share": share, "places": places}


def _ladder(rubric: Data) -> list[str]:
    """The grades, best first."""
    return [band["grade"] for band in sorted(rubric["bands"], key=lambda band: -Exact(band["at_least"]))]


def _capped(rubric: Data, grade: str, vetoes: list[str]) -> str:
    """The grade, or the lowest that one of the vetoes allows."""
    caps: list[str] = [veto["caps_at"] for veto in rubric["vetoes"] if veto["id"] in vetoes]
    return max((grade, *caps), key=_ladder(rubric).index)


def _studio(rubric: Data, shown: Data, semesters: list[Data]) -> Data:
    headings = [heading for category in rubric["categories"] for heading in category["indicators"]]
    given = {point["id"]: point for point in shown["points"]}
    points = [_point(rubric, each, given[each["id"]], semesters) for heading in headings for each in heading["points"]]
    most = sum((point["max"] for point in points if point["kind"] == "mark"), NONE)
    own: Data = {"studio": shown["studio"], "vetoes": shown["vetoes"], "max": most, "points": points}
    own["incomplete"] = any(point["incomplete"] for point in shown["points"])
    score = band = final = None
    if all(point["marks"] is not None for point in points):
        total = sum((point["marks"] for point in points), NONE)
        score = min(max(total, NONE), Exact(rubric["cap"] or rubric["total"]))
        starts = {each["grade"]: Exact(each["at_least"]) for each in rubric["bands"]}
        band = next((grade for grade in _ladder(rubric) if score >= starts[grade]), None)
    if not rubric["bands"]:
        reason = "no_bands"
    elif band is None:
        reason = "missing_marks"
    elif own["incomplete"]:
        reason = "incomplete"
    else:
        final = _capped(rubric, band, shown["vetoes"])
        reason = "band" if final == band else "veto"
    return {**own, "score": score, "band": band, "final": final, "reason": reason}


def _point(rubric: Data, point: Data, shown: Data, semesters: list[Data]) -> Data:
    kind, weight = point["rule"]["kind"], Exact(point["weight"] or 1)
    parts = _parts(point["rule"], shown["parts"], semesters)
    marks = None if kind == "评审" else _earned(point, parts)
    if marks != 0 and point["by"] != "计算":
        judged = _judged(rubric, [Exact(mark) for mark in shown["reviews"]])
        if marks is not None and judged is not None:  # what the reviewers see fit, but no more than the records show
            judged = min(judged, marks) if marks > 0 else max(-judged, marks)
        marks = judged
    sole = parts[0] if len(parts) == 1 else {"measured": None, "required": None}
    return {name: point[name] for name in ("id", "label", "partial")} | {
        "kind": {"加分": "bonus", "扣分": "deduction"}.get(kind, "mark"),
        "weight": weight,
        "by": {"计算": "computed", "计算并复核": "both", "评审": "reviewed"}[point["by"]],
        "rule": kind,
        "max": Exact(point["marks"]) * weight,
        "marks": None if marks is None else marks * weight,
        "measured": sole["measured"],
        "required": sole["required"],
        "parts": parts,
    }


def _judged(rubric: Data, marks: list[Exact]) -> Exact | None:
    if rubric["review"] == "去掉最高最低" and len(marks) >= max(3, int(rubric["trim_from"])):
        marks = sorted(marks)[1:-1]
    return sum(marks, NONE) / len(marks) if marks else None


def _parts(rule: Data, shown: list[Data], semesters: list[Data]) -> list[Data]:
    """What was measured, as given, and what the rubric required."""
    parts = []
    for number, condition in enumerate(rule["rules"] if rule["kind"] == "同时满足" else [rule], 1):
        mine = [part for part in shown if part["condition"] == number]
        for part, (name, required) in zip(mine, _asked(condition, mine, semesters), strict=False):
            measured = Exact(part["measured"])
            # What is in a register must not pass a number; whatever else is counted must reach it.
            most = condition["kind"] == "扣分" or (condition["kind"] == "为零" and name == "")
            met = measured <= required if most else measured >= required
            own = {"condition": number, "name": name, "measured": measured, "required": required, "most": most}
            parts.append(own | {"met": met})
    return parts


def _called(filing: Data) -> str:
    """A report as it is called: 春季学期效益报告, and not 春季学期学期效益报告."""
    semester, document = str(filing["semester"] or ""), str(filing["document"])
    return semester + document.removeprefix("学期") if semester else document


def _asked(rule: Data, shown: list[Data], semesters: list[Data]) -> list[tuple[str, Exact]]:
    """The names of the parts of a rule, and what it requires of each."""
    match rule["kind"]:
        case "评审":
            return []
        case "涵盖":
            return [(value, Exact(1)) for value in rule["values"]]
        case "按期报送":
            return [(_called(filing), Exact(1)) for filing in rule["filings"]]
        case "每学期":
            return [(semester["name"], Exact(rule["at_least"])) for semester in semesters or [{"name": ""}]]
        case "为零" if shown[0]["name"]:  # nobody kept a register
            return [(rule["select"]["records"], Exact(1))]
        case "比例":
            whole = Exact(shown[0]["whole"])
            return [("", whole * Exact(rule["at_least"]) if whole else Exact(1))]
        case "分段":
            return [("", -max((Exact(tier["share"]), -Exact(tier["at_least"])) for tier in rule["tiers"])[1])]
    return [("", Exact(rule.get("at_least") or rule.get("required") or 0))]


def _earned(point: Data, parts: list[Data]) -> Exact:
    """Marks by the records alone."""
    rule, full, measured = point["rule"], Exact(point["marks"]), Exact(parts[0]["measured"])
    match rule["kind"]:
        case "加分":
            return min(full, measured * Exact(rule["each"]))
        case "扣分":
            return max(-full, -measured * Exact(rule["each"]))
        case "每缺扣分":
            return max(NONE, full - max(NONE, Exact(rule["required"]) - measured) * Exact(rule["deduct"]))
        case "分段":
            reached = (Exact(tier["share"]) for tier in rule["tiers"] if measured >= Exact(tier["at_least"]))
            return full * max(reached, default=NONE)
    if point["partial"] == "不给部分分":
        return full if all(part["met"] for part in parts) else NONE
    shares: dict[int, list[Exact]] = {}  # each condition counts the same, and within it each part
    for part in parts:
        short = NONE if part["most"] else part["measured"] / (part["required"] or 1)
        shares.setdefault(part["condition"], []).append(Exact(1) if part["met"] else short)
    return full * sum((sum(each, NONE) / len(each) for each in shares.values()), NONE) / len(shares)


if __name__ == "__main__":
    answer = json.load(sys.stdin.buffer)  # one year is an object, several are a list
    found = [line for year in (answer if isinstance(answer, list) else [answer]) for line in differences(year)]
    sys.stdout.writelines(f"{line}\n" for line in [*found, f"{len(found)} differences"])
    sys.exit(bool(found))
