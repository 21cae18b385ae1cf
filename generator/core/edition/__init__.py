"""The Edition: the versioned public form of everything as it stood on one day, cut to a scope.

It is the snapshot format, the open-data file and the privacy gate in one: pages are drawn from nothing else, so what
is not copied into it here cannot reach a page. Fields are public one by one, by being named in `form`.
"""

from __future__ import annotations

from generator.core.edition.form import Edition
from generator.core.edition.publish import publish, publish_ahead

__all__ = ["Edition", "publish", "publish_ahead"]
