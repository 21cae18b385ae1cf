"""Numbers as sources state them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.core.values.quantity import Quantity, read_quantity, sums
from generator.core.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("written", "meant", "shown"),
    [
        ("100", Quantity(Decimal(100)), "100"),
        ("100家", Quantity(Decimal(100), "", "家"), "100家"),
        ("近100家", Quantity(Decimal(100), "近", "家"), "近100家"),
        ("约 30 期", Quantity(Decimal(30), "约", "期"), "约30期"),
        ("1800多人", Quantity(Decimal(1800), "多", "人"), "1800多人"),
        ("20余项", Quantity(Decimal(20), "余", "项"), "20余项"),
        ("2500人次以上", Quantity(Decimal(2500), "以上", "人次"), "2500人次以上"),
        ("2,500人天", Quantity(Decimal(2500), "", "人天"), "2500人天"),
        ("１２．５％", Quantity(Decimal("12.5"), "", "%"), "12.5%"),
    ],
)
def test_quantities_keep_what_they_claim(written: str, meant: Quantity, shown: str) -> None:
    read = read_quantity(written)
    assert (read, str(read), read.exact) == (meant, shown, meant.qualifier == "")


@pytest.mark.parametrize("written", ["", "近百家", "近100家以上", "约20余项", "100 只", "-5人", "多100", "1,2,3家"])
def test_what_is_no_quantity(written: str) -> None:
    with pytest.raises(Unreadable):
        read_quantity(written)


@pytest.mark.parametrize(("said", "meant"), [("十个", "10个"), ("近百家", "近100家"), ("三十多人次", "30多人次")])
def test_a_quantity_in_numerals_is_named_in_digits(said: str, meant: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_quantity(said)
    assert (refused.value.reason, refused.value.args_of_message["meant"]) == ("quantity_meant", meant)


@pytest.mark.parametrize("said", ["≥100家", ">=100家", "＞＝ 100家", "至少100家", "不少于100家", "不低于100家以上"])
def test_a_sign_for_at_least_is_named_in_words(said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_quantity(said)
    assert refused.value.args_of_message["meant"] == "100家以上"


@pytest.mark.parametrize(
    ("given", "together"),
    [
        (["100家", "57家"], ["157家"]),
        (["近100家", "57家"], ["近157家"]),
        (["2500多人次", "60人次"], ["2560人次以上"]),
        (["30余期", "20期以上"], ["50期以上"]),
        (["近100家", "30余家"], ["约130家"]),
        (["约30期", "2期"], ["约32期"]),
        (["48人", "2500多人次", "27人"], ["75人", "2500人次以上"]),
        (["5名", "5"], ["5名", "5"]),
        ([], []),
    ],
)
def test_sums_claim_no_more_than_what_was_added_and_mix_no_units(given: list[str], together: list[str]) -> None:
    assert [str(each) for each in sums(read_quantity(text) for text in given)] == together
