from __future__ import annotations

import pytest
from airflow.sdk import Connection

from fake_service import FakeService, problem, run
from propensity_airflow.service import Refused, Service, Unavailable, address


def test_lists_the_active_campaigns_of_all_pages(service: FakeService) -> None:
    campaigns = [{"id": n, "name": f"Campaign {n}"} for n in range(1, 502)]
    service.answer("GET", "/campaigns", (200, campaigns[:500]), (200, campaigns[500:]))
    with Service.at("propensity") as client:
        listed = list(client.active_campaigns())
    assert [campaign.campaign_id for campaign in listed] == list(range(1, 502))
    assert [path for path, _ in service.requests("GET")] == [
        "/campaigns?active=true&page=0&size=500",
        "/campaigns?active=true&page=1&size=500",
    ]
    assert service.tokens == {"Bearer secret-token"}


def test_tells_a_refusal_from_silence(service: FakeService) -> None:
    service.answer("GET", "/runs/r-a", problem(403, "The role viewer does not suffice"))
    service.answer("GET", "/runs/r-b", problem(503, "The database does not answer"))
    service.answer("GET", "/runs/r-c", (200, "<html>"))
    with Service.at("propensity") as client:
        with pytest.raises(Refused, match="answered 403: The role viewer does not suffice"):
            client.run("r-a")
        with pytest.raises(Unavailable, match="answered 503: The database does not answer"):
            client.run("r-b")
        with pytest.raises(Unavailable, match="no JSON: is it the service's address?"):
            client.run("r-c")
        assert client.run("r-unknown") is None
        service.stop()
        with pytest.raises(Unavailable, match="does not answer: "):
            client.run("r-a")


def test_a_run_says_how_it_ended(service: FakeService) -> None:
    failed = run("FAILED", exit_code=66, meaning="something that is named does not exist", message="no table")
    service.answer("GET", "/runs/r-a", (200, failed))
    with Service.at("propensity") as client:
        told = client.run("r-a")
    assert str(told) == (
        "Run r-20261126t023000z-c7 is FAILED, exit code 66: "
        "something that is named does not exist: no table"
    )


@pytest.mark.parametrize(
    ("connection", "url"),
    [
        ({"conn_type": "http", "host": "config-api", "port": 8080}, "http://config-api:8080"),
        ({"conn_type": "http", "host": "config-api", "schema": "https"}, "https://config-api"),
        ({"conn_type": "http", "host": "https://example.org/propensity/"}, "https://example.org/propensity"),
    ],
)
def test_a_connection_says_where_the_service_is(connection: dict[str, object], url: str) -> None:
    assert address(Connection(conn_id="c", **connection)).rstrip("/") == url  # type: ignore[arg-type]


def test_a_connection_without_a_host_is_refused() -> None:
    with pytest.raises(ValueError, match="Connection 'c' has no host"):
        address(Connection(conn_id="c", conn_type="http"))

