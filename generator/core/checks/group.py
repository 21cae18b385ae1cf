"""Checks of vocational groups: what a column of the site says it holds stands among the figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem

METRIC_UNKNOWN = Code("L841", cause=("metric", "metric", "@path"))


def columns_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A column names figures of its group."""
    for entry in dataset.shelf("group").values():
        known = list(dict.fromkeys(metric.name for metric in entry.record.metrics))
        for index, column in enumerate(entry.record.columns):
            for place, name in enumerate(column.metrics):
                if name not in known:
                    route = ("columns", index, "metrics", place)
                    yield entry.unknown(METRIC_UNKNOWN, *route, metric=name, given=name, among=known)
