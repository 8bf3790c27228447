"""The file that says how the DAGs run the jobs. Unknown and missing keys are refused."""

from __future__ import annotations

import os
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

VARIABLE = "PROPENSITY_AIRFLOW_SETTINGS"
RUNNERS = ("service", "kubernetes", "dataproc")

_REFERENCE = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\}")
_T = TypeVar("_T")


class SettingsError(ValueError):
    """What is wrong, where, and what to do."""


@dataclass(frozen=True)
class Schedules:
    """Cron expressions in UTC; an empty one is a DAG that is started by hand."""

    scoring: str
    training: str
    mlops: str


@dataclass(frozen=True)
class Outcomes:
    """Where it is listed who responded, and how many days after the scoring that is known."""

    table: str
    after_days: int


@dataclass(frozen=True)
class ServiceRunner:
    """The checkout whose ``scripts/outcomes.sh`` the workers run."""

    home: str


@dataclass(frozen=True)
class KubernetesRunner:
    """The SparkApplications that are taken as patterns, and where they are created."""

    connection: str
    namespace: str
    prediction: str
    training: str
    environment_file: str
    pipelines: str


@dataclass(frozen=True)
class DataprocRunner:
    """Where batches run, and what they are given."""

    connection: str
    project: str
    region: str
    runtime: str
    service_account: str
    subnetwork: str
    prediction_jar: str
    training_jar: str
    jars: tuple[str, ...]
    files: tuple[str, ...]
    environment_file: str
    pipelines: str
    environment: Mapping[str, str]
    properties: Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    runner: str
    connection: str
    alias: str
    pipelines: tuple[str, ...]
    schedules: Schedules
    retries: int
    retry_delay_seconds: int
    poll_seconds: int
    patience_seconds: int
    timeout_hours: int
    parallel: int
    outcomes: Outcomes | None = None
    service: ServiceRunner | None = None
    kubernetes: KubernetesRunner | None = None
    dataproc: DataprocRunner | None = None

    @property
    def retry_delay(self) -> timedelta:
        return timedelta(seconds=self.retry_delay_seconds)

    @property
    def timeout(self) -> timedelta:
        return timedelta(hours=self.timeout_hours)


def load() -> Settings:
    """The file that the variable PROPENSITY_AIRFLOW_SETTINGS names."""
    name = os.environ.get(VARIABLE)
    if not name:
        raise SettingsError(f"Set {VARIABLE} to a settings file, such as airflow/settings/service.yaml")
    return read(Path(name))


def read(path: Path) -> Settings:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as trouble:
        raise SettingsError(f"Cannot read the settings {path}: {trouble}") from trouble
    if not isinstance(content, dict) or content.pop("format_version", None) != 1:
        raise SettingsError(f"{path}: write format_version: 1 and the settings")
    settings = _record(Settings, content, str(path))
    _check(settings, path)
    return settings


def _check(settings: Settings, path: Path) -> None:
    if settings.runner not in RUNNERS:
        raise SettingsError(f"{path}: runner is '{settings.runner}', write one of {', '.join(RUNNERS)}")
    section = getattr(settings, settings.runner)
    if section is None and (settings.runner != "service" or settings.outcomes):
        raise SettingsError(f"{path}: the runner {settings.runner} wants a section '{settings.runner}'")
    for name in ("poll_seconds", "timeout_hours", "parallel"):
        if getattr(settings, name) < 1:
            raise SettingsError(f"{path}: {name} has to be 1 at least")
    for name in ("retries", "retry_delay_seconds", "patience_seconds"):
        if getattr(settings, name) < 0:
            raise SettingsError(f"{path}: {name} must not be negative")


def _record(kind: type[_T], content: Any, where: str) -> _T:
    if not isinstance(content, dict):
        raise SettingsError(f"{where}: expected keys and values")
    known: dict[str, Field[Any]] = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    for key in content:
        if key not in known:
            raise SettingsError(f"{where}: unknown key '{key}'; known are {', '.join(known)}")
    for name, field in known.items():
        if name not in content and field.default is MISSING:
            raise SettingsError(f"{where}: '{name}' is missing")
    hints = get_type_hints(kind)
    return kind(**{key: _value(hints[key], value, f"{where}: {key}") for key, value in content.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if is_dataclass(hint):
        return _record(hint, value, where)  # type: ignore[arg-type]
    if hint is int:
        return _integer(value, where)
    if hint is str:
        return _text(value, where)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_text(item, where) for item in value)
    if get_origin(hint) is Mapping and isinstance(value, dict):
        return {key: _text(item, f"{where}.{key}") for key, item in value.items()}
    raise SettingsError(f"{where}: expected another kind of value than {value!r}")


def _integer(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise SettingsError(f"{where}: expected a whole number, not {value!r}")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{where}: expected a text, not {value!r}; write it in quotes")
    return _REFERENCE.sub(lambda found: _variable(found, where), value)


def _variable(found: re.Match[str], where: str) -> str:
    value = os.environ.get(found["name"]) or found["default"]
    if value is None:
        raise SettingsError(f"{where}: the variable {found['name']} is not set")
    return value
