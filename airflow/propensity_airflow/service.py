"""The platform's service over HTTP, as far as the DAGs need it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from airflow.sdk import BaseHook, Connection

_TIMEOUT_SECONDS = 30.0
_PAGE = 500
_OVER = frozenset({"SUCCEEDED", "FAILED", "CANCELLED"})
# Too many requests, and what the service or a proxy before it answers while it is away.
_LATER = frozenset({429, 500, 502, 503, 504})


class Unavailable(Exception):
    """The service did not answer, or asked to be asked again later."""


class Refused(Exception):
    """The service answered that the request is wrong; ``problem`` is its problem document."""

    def __init__(self, status: int, problem: Mapping[str, Any], message: str) -> None:
        super().__init__(message)
        self.status = status
        self.problem = problem


@dataclass(frozen=True)
class Campaign:
    campaign_id: int


@dataclass(frozen=True)
class Run:
    run_id: str
    state: str
    exit_code: int | None
    meaning: str | None
    message: str | None
    model: tuple[str, int] | None
    report: Mapping[str, Any]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Run:
        model = body.get("model")
        return cls(
            run_id=body["run_id"],
            state=body["state"],
            exit_code=body.get("exit_code"),
            meaning=body.get("meaning"),
            message=body.get("message"),
            model=None if model is None else (model["name"], model["version"]),
            report=body.get("report") or {},
        )

    @property
    def is_over(self) -> bool:
        return self.state in _OVER

    @property
    def succeeded(self) -> bool:
        return self.state == "SUCCEEDED"

    def __str__(self) -> str:
        """One line for a log: how it stands, and why."""
        code = "" if self.exit_code is None else f", exit code {self.exit_code}"
        why = ": ".join(text for text in (self.meaning, self.message) if text)
        return f"Run {self.run_id} is {self.state}{code}{': ' if why else ''}{why}"


class Service:
    """Each method is one request, or the pages of one list; all can be sent again."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    @classmethod
    def at(cls, connection_id: str) -> Service:
        """The service that an Airflow connection names: its address, and a token as password."""
        connection = BaseHook.get_connection(connection_id)
        return cls(httpx.Client(**_settings(connection)))

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *ended: object) -> None:
        self._client.close()

    def active_campaigns(self) -> Iterator[Campaign]:
        page = 0
        while True:
            query = {"active": "true", "page": page, "size": _PAGE}
            campaigns = self._ask("GET", "/campaigns", params=query)
            for body in campaigns:
                yield Campaign(body["id"])
            if len(campaigns) < _PAGE:
                return
            page += 1

    def score(self, campaign_id: int, run_id: str) -> Run:
        """Asks for a run; the same id again is the same run."""
        return Run.of(self._ask("POST", f"/campaigns/{campaign_id}/runs", json={"run_id": run_id}))

    def train(self, pipeline: str, run_id: str) -> Run:
        """Asks for a run; the same id again is the same run."""
        return Run.of(self._ask("POST", f"/pipelines/{pipeline}/runs", json={"run_id": run_id}))

    def retry(self, run_id: str) -> Run:
        """Has a run that failed or was cancelled tried once more, under its id."""
        return Run.of(self._ask("POST", f"/runs/{run_id}/retry"))

    def run(self, run_id: str) -> Run | None:
        """None where the service has never heard of it."""
        try:
            return Run.of(self._ask("GET", f"/runs/{run_id}"))
        except Refused as refused:
            if refused.status == 404:
                return None
            raise

    def aliases(self, model: str) -> Mapping[str, int]:
        """The versions at which the aliases of a registered model point."""
        return self._ask("GET", f"/models/{model}")["aliases"]

    def register(self, model: str, version: int) -> None:
        self._ask("POST", f"/models/{model}/versions", json={"version": version})

    def compare(self, model: str, from_version: int, to_version: int) -> Mapping[str, Any]:
        query = {"from": from_version, "to": to_version}
        return self._ask("GET", f"/models/{model}/compare", params=query)

    def assign(self, model: str, alias: str, version: int) -> Mapping[str, Any]:
        """Moves an alias, if the gate lets it; else ``Refused`` with 409 and a verdict."""
        address = f"/models/{model}/aliases/{alias}"
        return self._ask("PUT", address, json={"version": version})

    def _ask(self, method: str, path: str, **request: Any) -> Any:
        try:
            response = self._client.request(method, path, **request)
        except httpx.TransportError as trouble:
            raise _unreachable(self._client.base_url, trouble) from trouble
        return _answer(response)


class Watcher:
    """The one request of the trigger, without blocking."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    @classmethod
    async def at(cls, connection_id: str) -> Watcher:
        connection = await BaseHook.aget_connection(connection_id)
        return cls(httpx.AsyncClient(**_settings(connection)))

    async def __aenter__(self) -> Watcher:
        return self

    async def __aexit__(self, *ended: object) -> None:
        await self._client.aclose()

    async def run(self, run_id: str) -> Run:
        try:
            response = await self._client.get(f"/runs/{run_id}")
        except httpx.TransportError as trouble:
            raise _unreachable(self._client.base_url, trouble) from trouble
        return Run.of(_answer(response))


def address(connection: Connection) -> str:
    """Where the service is: ``host`` with its scheme, or host, port and, as schema, https."""
    if not connection.host:
        raise ValueError(
            f"Connection '{connection.conn_id}' has no host: give it the address of the service"
        )
    host = connection.host
    if "://" not in host:
        scheme = connection.schema or ("https" if connection.conn_type == "https" else "http")
        host = f"{scheme}://{host}"
    return f"{host.rstrip('/')}:{connection.port}" if connection.port else host


def _settings(connection: Connection) -> dict[str, Any]:
    headers = {"Accept": "application/json"}
    if connection.password:
        headers["Authorization"] = f"Bearer {connection.password}"
    return {"base_url": address(connection), "headers": headers, "timeout": _TIMEOUT_SECONDS}


def _unreachable(base_url: httpx.URL, trouble: httpx.TransportError) -> Unavailable:
    what = str(trouble) or type(trouble).__name__
    return Unavailable(f"The service at {base_url} does not answer: {what}")


def _answer(response: httpx.Response) -> Any:
    request = response.request
    asked = f"{request.method} {request.url} answered {response.status_code}"
    if response.status_code in _LATER:
        raise Unavailable(f"{asked}: {_problem(response).get('detail', 'without a reason')}")
    if not response.is_success:
        problem = _problem(response)
        raise Refused(
            response.status_code, problem, f"{asked}: {problem.get('detail', 'without a reason')}"
        )
    try:
        return response.json()
    except ValueError as trouble:
        raise Unavailable(f"{asked}, but no JSON: is it the service's address?") from trouble


def _problem(response: httpx.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
