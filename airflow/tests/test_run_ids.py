from __future__ import annotations

import random
import string
from datetime import datetime, timedelta, timezone

import pytest

from propensity_airflow import run_ids

NIGHT = datetime(2026, 11, 26, 2, 30, tzinfo=timezone.utc)


def test_an_id_says_when_and_what() -> None:
    assert run_ids.of_campaign(NIGHT, 7) == "r-20261126t023000z-c7"
    assert run_ids.of_pipeline(NIGHT, "telco-churn") == "r-20261126t023000z-p-telco-churn"
    by_hand = NIGHT + timedelta(microseconds=42)
    assert run_ids.of_campaign(by_hand, 7) == "r-20261126t023000-000042z-c7"


def test_any_date_and_name_give_one_valid_id_of_their_own() -> None:
    chance = random.Random(20261126)
    seen: dict[str, tuple[datetime, str]] = {}
    for _ in range(5000):
        date = NIGHT + timedelta(microseconds=chance.randrange(10**16) * chance.choice((1, 10**6)) % 10**16)
        name = chance.choice(string.ascii_lowercase) + "".join(
            chance.choices(string.ascii_lowercase + string.digits + "-", k=chance.randrange(63))
        )
        made = run_ids.of_pipeline(date, name)
        zone = timezone(timedelta(minutes=chance.randrange(-14 * 60, 14 * 60)))
        assert run_ids.of_pipeline(date.astimezone(zone), name) == made
        assert run_ids.PATTERN.fullmatch(made), made
        assert len(made) <= 48
        assert seen.setdefault(made, (date, name)) == (date, name)


def test_ids_of_one_campaign_sort_by_time() -> None:
    dates = [NIGHT + timedelta(hours=hours) for hours in range(0, 10000, 97)]
    made = [run_ids.of_campaign(date, 7) for date in dates]
    assert made == sorted(made)


def test_refuses_what_no_id_can_be_made_of() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        run_ids.of_campaign(datetime(2026, 11, 26), 7)
    with pytest.raises(ValueError, match="'p-Telco churn' cannot be a part of a run id"):
        run_ids.of_pipeline(NIGHT, "Telco churn")
