"""Ids of the platform's runs, made from the logical date of the DAG run."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timezone

PATTERN = re.compile(r"r-[a-z0-9-]{1,60}")

# Names that Kubernetes and Dataproc make of an id have 63 characters at most.
_LONGEST = 48
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_DIGEST = 8


def of_campaign(logical_date: datetime, campaign_id: int) -> str:
    """The id under which a campaign is scored for a logical date."""
    return _run_id(logical_date, f"c{campaign_id}")


def of_pipeline(logical_date: datetime, pipeline: str) -> str:
    """The id under which a pipeline is trained for a logical date."""
    return _run_id(logical_date, f"p-{pipeline}")


def _run_id(logical_date: datetime, name: str) -> str:
    """The same instant and name give the same id; ids of one name sort by time."""
    if logical_date.tzinfo is None:
        raise ValueError(f"The logical date {logical_date} has no time zone")
    if not _NAME.fullmatch(name):
        raise ValueError(f"'{name}' cannot be a part of a run id: write a-z, 0-9 and -")
    moment = logical_date.astimezone(timezone.utc)
    stamp = f"r-{moment.year:04d}{moment:%m%dt%H%M%S}"
    if moment.microsecond:
        stamp += f"-{moment.microsecond:06d}"
    return f"{stamp}z-{_shortened(name, _LONGEST - len(stamp) - 2)}"


def _shortened(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]
    return f"{name[: longest - _DIGEST - 1]}-{digest}"
