from __future__ import annotations

from datetime import datetime, timezone

import pytest
from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from conftest import AIRFLOW
from fake_service import FakeService, problem, run
from propensity_airflow import flows, settings
from propensity_airflow.service import Refused, Service

NEW = {"model": "campaign-response", "version": 3}
MODEL = "/models/campaign-response"
VERDICT = {"metric": "roc_auc", "passed": False, "why": "roc_auc 0.84 is worse than 0.86"}


def test_compares_with_the_version_at_which_the_alias_points(service: FakeService) -> None:
    service.answer("GET", MODEL, (200, {"aliases": {"champion": 2}}))
    service.answer("GET", f"{MODEL}/compare", (200, {"from": 2, "to": 3, "metrics": [1]}))
    with Service.at("propensity") as client:
        assert flows.comparison(client, "champion", NEW)["metrics"] == [1]
    assert service.asked[-1][1] == f"{MODEL}/compare?from=2&to=3"


def test_a_first_version_has_nothing_to_be_compared_with(service: FakeService) -> None:
    service.answer("GET", MODEL, (200, {"aliases": {}}))
    with Service.at("propensity") as client:
        compared = flows.comparison(client, "champion", NEW)
    assert compared == {"model": "campaign-response", "from": None, "to": 3, "metrics": []}


def test_promotes_what_the_gate_lets_through(service: FakeService) -> None:
    service.answer("PUT", f"{MODEL}/aliases/champion", (200, {"alias": "champion", "version": 3}))
    with Service.at("propensity") as client:
        assert flows.promotion(client, "champion", NEW)["version"] == 3
    assert service.requests("PUT") == [(f"{MODEL}/aliases/champion", {"version": 3})]


def test_a_version_that_the_gate_refuses_is_skipped(service: FakeService) -> None:
    refusal = problem(409, "Alias champion stays at version 2", verdict=VERDICT)
    service.answer("PUT", f"{MODEL}/aliases/champion", refusal)
    with Service.at("propensity") as client, pytest.raises(AirflowSkipException, match="stays"):
        flows.promotion(client, "champion", NEW)


def test_another_conflict_is_a_failure(service: FakeService) -> None:
    service.answer("PUT", f"{MODEL}/aliases/champion", problem(409, "Version 3 is deleted"))
    with Service.at("propensity") as client, pytest.raises(Refused, match="is deleted"):
        flows.promotion(client, "champion", NEW)


def test_measures_what_was_published_then(service: FakeService) -> None:
    then = datetime(2026, 11, 19, 2, 30, tzinfo=timezone.utc)
    names = [{"id": n, "name": f"Campaign {n}"} for n in (7, 8, 9)]
    service.answer("GET", "/campaigns", (200, names))
    service.answer("GET", "/runs/r-20261119t023000z-c7", (200, run("SUCCEEDED")))
    service.answer("GET", "/runs/r-20261119t023000z-c8", (200, run("FAILED", exit_code=65)))
    with Service.at("propensity") as client:
        measured = list(flows.scored_at(client, then))
    assert measured == [{"campaign_id": "7", "platform_run": "r-20261119t023000z-c7"}]


def test_a_run_counts_once_the_service_was_told_of_its_success(service: FakeService) -> None:
    read = settings.read(AIRFLOW / "settings/service.yaml")
    with pytest.raises(AirflowException, match="has not heard of run r-a"):
        flows.published(read, "r-a")
    report = {"users_read": 100, "audience": 60, "scored": 59, "rejected": {"null_key": 1}}
    service.answer("GET", "/runs/r-a", (200, run("SUCCEEDED", "r-a", report=report)))
    assert flows.summary_of(flows.published(read, "r-a")) == {"run_id": "r-a", **report}


def test_a_refusal_is_final_and_silence_is_not(service: FakeService) -> None:
    read = settings.read(AIRFLOW / "settings/service.yaml")
    service.answer("GET", "/campaigns", problem(401, "Who are you?"))
    with pytest.raises(AirflowFailException, match="Who are you?"):
        flows.asked(read, lambda client: list(client.active_campaigns()))
    service.stop()
    with pytest.raises(AirflowException, match="does not answer") as raised:
        flows.asked(read, lambda client: list(client.active_campaigns()))
    assert not isinstance(raised.value, AirflowFailException)
