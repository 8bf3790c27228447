#!/usr/bin/env bash
# Tests the DAGs with a real Airflow: pytest, then the scoring DAG against a config-api that it starts
# and local Spark: once green, once with a run that is tried again, once with one that fails at once.
#
#   airflow/test.sh         all of it; wants the jobs and the service built (mvn package -DskipTests)
#   airflow/test.sh unit    pytest alone
#
# Airflow is installed into airflow/target/venv, once: about 1.5 GB. Where there is no Python 3.11, or the
# packages are not to be had, the script says so and ends with 69.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
elif [[ $# -gt 1 || ${1:-unit} != unit ]]; then
  echo "airflow/test.sh takes no arguments but unit; see airflow/test.sh --help" >&2
  exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")"
venv=$PWD/target/venv checkout=$(dirname "$PWD")

"$checkout/scripts/python-environment" airflow/test.sh "$venv" requirements.txt tests/requirements.txt
echo "== pytest"
"$venv/bin/python" -m pytest -q tests
[[ ${1:-} != unit ]] || exit 0

for jar in config-api/target/app/config-api.jar predict-job/target/predict-job.jar training-job/target/training-job.jar; do
  if [[ ! -f $checkout/$jar ]]; then
    echo "airflow/test.sh: $jar is not built; run: mvn package -DskipTests" >&2
    exit 66
  fi
done

work=$(mktemp -d "${TMPDIR:-/tmp}/propensity-airflow.XXXXXX")
service="" beating="" testing=""
stop() {
  trap - EXIT INT TERM
  if [[ -n $testing ]]; then kill -9 "$testing" 2>/dev/null || true; fi # Airflow waits for its runs, whatever it is told
  for process in $beating $service; do
    kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM

fail() {
  echo "airflow/test.sh: $1" >&2
  exit 1
}

port=$("$venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port
cat >"$work/env.yaml" <<END
format_version: 1
roots:
  raw: $work/raw
  warehouse: $work/warehouse
  models: $work/models
  reports: $work/reports
  output: $work/output
users_table: warehouse/campaign-response/raw
figures: false
spark:
  spark.sql.shuffle.partitions: "2"
  spark.ui.enabled: "false"
config_api:
  url: $url
  timeout_seconds: 5
  attempts: 2
launcher:
  type: local
  concurrency: 1
END
# Retries come a little later than a dead run is taken for dead.
sed -e 's/^retry_delay_seconds: .*/retry_delay_seconds: 70/' -e 's/^poll_seconds: .*/poll_seconds: 1/' \
  settings/service.yaml >"$work/settings.yaml"

export SPARK_ARGS="--driver-java-options -XX:TieredStopAtLevel=1" SPARK_LOCAL_IP=127.0.0.1 DRIVER_MEMORY=1g
unset SPARK_HOME "${!PROPENSITY_@}" "${!SPRING_@}" # no setting of the caller's, and no database
export AIRFLOW_HOME=$work/airflow AIRFLOW__CORE__DAGS_FOLDER=$PWD/dags AIRFLOW__CORE__LOAD_EXAMPLES=False
export PYTHONPATH=$PWD PROPENSITY_AIRFLOW_SETTINGS=$work/settings.yaml AIRFLOW_CONN_PROPENSITY=$url
export PATH=$venv/bin:$PATH

echo "== Starting config-api, training a model"
(cd "$checkout" && PORT=$port PROPENSITY_DATA_DIRECTORY=$work/data PROPENSITY_ENVIRONMENT=$work/env.yaml \
  exec scripts/config-api.sh >"$work/config-api.log" 2>&1) &
service=$!
"$checkout/scripts/train.sh" pipelines/campaign-response --env "$work/env.yaml" \
  --set=sources.raw.options.rows=2000 --set=algorithm.params.iterations=20 >"$work/train.log" 2>&1 ||
  fail "the training failed: $(tail -n 3 "$work/train.log")"
for ((tries = 0; ; tries++)); do
  if curl -fsS -o /dev/null "$url/actuator/health/readiness" 2>/dev/null; then break; fi
  kill -0 "$service" 2>/dev/null && ((tries < 200)) ||
    fail "config-api did not start: $(tail -n 3 "$work/config-api.log")"
  sleep 0.3
done
airflow db migrate >"$work/migrate.log" 2>&1 || fail "airflow db migrate: $(tail -n 5 "$work/migrate.log")"

# Sends a JSON body: send METHOD PATH BODY [CONTENT-TYPE]
send() {
  curl --fail-with-body -sS -X "$1" "$url$2" -H "Content-Type: ${4:-application/json}" -d "$3"
}

# A field of a run: told RUN FIELD
told() {
  curl -sS "$url/runs/$1" | "$venv/bin/python" -c 'import json, sys; print(json.load(sys.stdin).get(sys.argv[1]))' "$2"
}

expect() {
  local value
  value=$(told "$1" "$2")
  [[ $value == "$3" ]] || fail "$2 of run $1 is $value, expected $3"
}

# Runs the scoring DAG for a night: night 2026-11-26
night() {
  local code=0
  airflow dags test propensity_scoring "$1T02:30:00+00:00" >"$work/night-$1.log" 2>&1 &
  testing=$!
  wait "$testing" || code=$?
  testing=""
  return "$code"
}

send POST /campaigns '{"name": "Good", "model_path": "models/campaign-response/1", "audience_filter": "age > 25"}' >/dev/null

echo "== A night: the campaign is scored"
night 2026-11-26 || fail "the night failed: $(tail -n 20 "$work/night-2026-11-26.log")"
expect r-20261126t023000z-c1 state SUCCEEDED
[[ -f $work/output/campaign-1/r-20261126t023000z-c1/_SUCCESS ]] || fail "nothing was published"

echo "== The same night again: the same run"
night 2026-11-26 || fail "the second time failed: $(tail -n 20 "$work/night-2026-11-26.log")"
expect r-20261126t023000z-c1 attempt 1

echo "== A night on which another process is at the run: exit code 75, and a retry"
run=r-20261127t023000z-c1
other=$work/output/campaign-1/_staging-$run-00000000-0000-4000-8000-000000000000
mkdir -p "$other"
while [[ $(told "$run" state 2>/dev/null) != FAILED ]]; do
  touch "$other/_alive"
  sleep 2
done &
beating=$!
night 2026-11-27 || fail "the night failed: $(tail -n 20 "$work/night-2026-11-27.log")"
expect "$run" state SUCCEEDED
expect "$run" attempt 2
grep -q 'exit code 75' "$work/night-2026-11-27.log" || fail "the first attempt did not end with 75"

echo "== A night with a campaign whose table is not there: exit code 66, and no retry"
send POST /campaigns '{"name": "Bad", "model_path": "models/campaign-response/1", "audience_filter": "TRUE", "users_table": "warehouse/no/such"}' >/dev/null
if night 2026-11-28; then fail "the night was green"; fi
expect r-20261128t023000z-c1 state SUCCEEDED
expect r-20261128t023000z-c2 state FAILED
expect r-20261128t023000z-c2 exit_code 66
expect r-20261128t023000z-c2 attempt 1
echo "airflow/test.sh: all of it is as it should be"
