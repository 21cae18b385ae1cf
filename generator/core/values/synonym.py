"""What people write where the house has another word: for a word of a list, for a field, for nothing at all.

These are read and never shown; what people read stands in `generator/wording`. Yes and no are in `word.py`.
"""

from __future__ import annotations

WORDS = {
    **dict.fromkeys((">=", "≥", "至少", "不低于", "不小于", "大于等于"), "不少于"),
    **dict.fromkeys(("=", "＝"), "等于"),
    **{f"{word}赛": f"{word}级" for word in "省市校"},
    "国赛": "国家级",
    **dict.fromkeys(("现场", "面授"), "线下"),
    **dict.fromkeys(("网课", "直播", "远程"), "线上"),
    **dict.fromkeys(("公众号", "微信", "微信公众号"), "新媒体"),
}
"""For a word of a closed list, by what is written."""

FIELDS = {
    **dict.fromkeys(("标题", "题目", "名称", "名字"), ("title", "name")),
    **dict.fromkeys(("时间", "日期"), ("date",)),
    **dict.fromkeys(("链接", "网页"), ("url",)),
}
"""For a field whose title says it otherwise: the keys it may have, by what is written."""

NOTHING = frozenset({"无", "无。", "暂无", "没有", "/", "-", "—", "——", "--", "none", "None", "N/A", "NA", "n/a"})
"""Where a text may be left out, and would be shown as the name of something."""
NO_ENTRIES = NOTHING | {"0", "零", "未发生"}
"""Where a list has no entries. In a text these three may say something."""
