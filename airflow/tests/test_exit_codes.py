from __future__ import annotations

import pytest
from airflow.exceptions import AirflowException, AirflowFailException

from propensity_airflow import exit_codes


@pytest.mark.parametrize("code", [64, 65, 66, 78])
def test_what_a_retry_cannot_help_fails_at_once(code: int) -> None:
    with pytest.raises(AirflowFailException, match="the campaign is not active"):
        exit_codes.fail("the campaign is not active", code)


@pytest.mark.parametrize("code", [69, 70, 74, 75, 137, 143, None])
def test_what_may_pass_is_retried(code: int | None) -> None:
    with pytest.raises(AirflowException, match="the service is away") as raised:
        exit_codes.fail("the service is away", code)
    assert not isinstance(raised.value, AirflowFailException)
