"""The checkout, for its notebooks: its environment file, its scripts, its service and its tables."""

import atexit
import os
import re
import signal
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
import yaml
from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = Path(os.environ.get("PROPENSITY_ENVIRONMENT", ROOT / "conf/local.yaml"))
JARS = ROOT / "spark-home/target/spark/jars"


def environment() -> dict:
    """The environment file, with ${NAME} and ${NAME:-default} taken from the process environment."""

    def variable(match: re.Match) -> str:
        name, default = match.groups()
        if name not in os.environ and default is None:
            raise KeyError(f"{ENVIRONMENT} wants the variable {name}: set it")
        return os.environ.get(name) or default or ""

    def filled(node: object) -> object:
        if isinstance(node, dict):
            return {key: filled(value) for key, value in node.items()}
        if isinstance(node, str):
            return re.sub(r"\$\{(\w+)(?::-([^}]*))?}", variable, node)
        return node

    return filled(yaml.safe_load(ENVIRONMENT.read_text()))


def root(name: str) -> Path:
    """One of raw, warehouse, models, reports and output; relative ones lie in the checkout."""
    return ROOT / environment()["roots"][name]


def run_id(what: str) -> str:
    """An id for a run of that kind."""
    return f"r-{datetime.now(UTC):%Y%m%d-%H%M%S}-{what}"


def scratch() -> Path:
    """A new directory for files that a notebook makes beside the roots."""
    return Path(tempfile.mkdtemp(prefix="propensity-notebook-"))


def script(name: str, *arguments: str) -> None:
    """Runs a job's script with the environment file, and shows what it says.

    Raises RuntimeError with the exit code when it fails.
    """
    command = [f"scripts/{name}", *map(str, arguments), "--env", str(ENVIRONMENT)]
    print("$", *[f"'{word}'" if re.search(r"[\s{}]", word) else word for word in command[:-2]])
    done = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(done.stdout)
    if done.returncode != 0:
        raise RuntimeError(f"scripts/{name} ended with exit code {done.returncode}, as said above")


def spark() -> SparkSession:
    """PySpark on this machine, with the tables of the warehouse as `warehouse.PIPELINE.TABLE`."""
    jars = [str(jar) for part in ("iceberg-spark-runtime", "sqlite-jdbc") for jar in JARS.glob(f"{part}*.jar")]
    if len(jars) != 2:
        raise FileNotFoundError(f"{JARS} has no Iceberg: run mvn package -DskipTests first")
    kind = environment().get("catalog", {}).get("type") or "sqlite"
    if kind != "sqlite":
        raise ValueError(f"catalog.type of {ENVIRONMENT} is {kind}: the notebooks read warehouses of type sqlite")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.driver.extraClassPath": os.pathsep.join(jars),
        "spark.driver.memory": "1g",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.catalog.warehouse": "org.apache.iceberg.spark.SparkCatalog",
        "spark.sql.catalog.warehouse.type": "jdbc",
        "spark.sql.catalog.warehouse.uri": f"jdbc:sqlite:{root('warehouse')}/catalog.db",
        "spark.sql.catalog.warehouse.jdbc.schema-version": "V1",
        "spark.sql.catalog.warehouse.warehouse": str(root("warehouse")),
        "spark.sql.catalog.warehouse.cache-enabled": "false",
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    atexit.register(session.stop)
    return session


def table(session: SparkSession, pipeline: str, name: str) -> DataFrame:
    """A table of the warehouse in its current state."""
    return session.table(f"warehouse.`{pipeline}`.`{name}`")


class Service:
    """config-api: the one that answers at `config_api.url`, else one that ends with this process."""

    def __init__(self) -> None:
        settings = environment()["config_api"]
        token = settings.get("token") or "none"
        self.client = httpx.Client(base_url=settings["url"], timeout=120, headers={"Authorization": f"Bearer {token}"})
        if not self._is_ready():
            self._start()

    def _is_ready(self) -> bool:
        try:
            return self.client.get("/actuator/health/readiness").is_success
        except httpx.TransportError:
            return False

    def _start(self) -> None:
        log = ROOT / os.environ.get("PROPENSITY_DATA_DIRECTORY", ".data") / "notebooks/config-api.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        variables = {
            **os.environ,
            "PROPENSITY_ENVIRONMENT": str(ENVIRONMENT),
            "PORT": str(self.client.base_url.port or 80),
        }
        with log.open("w") as output:
            process = subprocess.Popen(
                [ROOT / "scripts/config-api.sh"], cwd=ROOT, env=variables, stdout=output, stderr=output
            )
        atexit.register(self._stop, process)
        for _ in range(1000):
            if process.poll() is not None:
                raise RuntimeError(f"scripts/config-api.sh ended with {process.returncode}: see {log}")
            if self._is_ready():
                return
            time.sleep(0.3)
        raise RuntimeError(f"scripts/config-api.sh is not ready after five minutes: see {log}")

    @staticmethod
    def _stop(process: subprocess.Popen) -> None:
        process.send_signal(signal.SIGTERM)
        process.wait(30)

    def get(self, path: str, **parameters) -> dict | list:
        return self._answer("GET", path, params=parameters)

    def post(self, path: str, body: dict | None = None) -> dict | list:
        return self._answer("POST", path, json=body or {})

    def put(self, path: str, body: dict) -> dict | list:
        return self._answer("PUT", path, json=body)

    def _answer(self, method: str, path: str, **request) -> dict | list:
        answer = self.client.request(method, path, **request)
        if answer.is_error:
            raise RuntimeError(f"{method} {path}: {answer.status_code}, {answer.json()['detail']}")
        return answer.json()

    def run(self, path: str, body: dict) -> dict:
        """Asks for a run and waits for its end; raises RuntimeError unless it succeeded."""
        run = self.post(path, body)
        while run["state"] in ("QUEUED", "RUNNING"):
            time.sleep(0.5)
            run = self.get(f"/runs/{run['run_id']}")
        if run["state"] != "SUCCEEDED":
            raise RuntimeError(f"Run {run['run_id']} is {run['state']}: {run.get('message')}")
        return run
