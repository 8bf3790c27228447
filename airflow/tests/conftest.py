"""An Airflow home of its own, and a service on this machine that answers as it is told."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_HOME = tempfile.TemporaryDirectory(prefix="propensity-airflow")
os.environ["AIRFLOW_HOME"] = _HOME.name
os.environ["AIRFLOW__CORE__UNIT_TEST_MODE"] = "True"
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"

import pytest  # noqa: E402

from fake_service import FakeService  # noqa: E402

AIRFLOW = Path(__file__).resolve().parent.parent


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeService]:
    with FakeService() as fake:
        monkeypatch.setenv("AIRFLOW_CONN_PROPENSITY", f"http://:secret-token@127.0.0.1:{fake.port}")
        yield fake


@pytest.fixture(autouse=True)
def variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the settings of this repository take from the process environment."""
    patterns = next((AIRFLOW.parent / "k8s").rglob("predict-spark-application.yaml")).parent
    for name, value in {
        "PROPENSITY_PATTERNS": str(patterns),
        "PROPENSITY_PROJECT": "project",
        "PROPENSITY_REGION": "europe-west3",
        "PROPENSITY_BUCKET": "bucket",
        "PROPENSITY_RELEASE": "0.1.0",
        "PROPENSITY_JOB_ACCOUNT": "jobs@project.iam.gserviceaccount.com",
        "PROPENSITY_SUBNETWORK": "jobs",
        "PROPENSITY_TOKEN_URI": "gs://secrets/job.token",
        "PROPENSITY_CONFIG_API_URL": "https://config-api.example.org",
        "PROPENSITY_CATALOG_URI": "jdbc:postgresql://db/warehouse",
        "PROPENSITY_CATALOG_USER": "catalog",
        "PROPENSITY_CATALOG_PASSWORD_URI": "gs://secrets/catalog.password",
    }.items():
        monkeypatch.setenv(name, value)
