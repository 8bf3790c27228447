#!/usr/bin/env bash
# Executes the notebooks, each in a kernel of its own, against jobs and a service with empty roots; then
# tests the dashboard on the clickstream pipeline. The pages are target/notebooks/NAME.html.
#
#   scripts/notebooks.sh                 all of it; wants a build (mvn package -DskipTests)
#   scripts/notebooks.sh 02-training     that notebook alone; several may be named
#   scripts/notebooks.sh dashboard       the dashboard alone
#   scripts/notebooks.sh --install       makes the Python environment, target/notebooks/venv (1.6 GB), alone
#
# The Telco data is looked for in PROPENSITY_RAW, data/raw by default, and fetched where it is absent.
# Where there is no Python 3.11, or packages or data are not to be had, it says so and ends with 69.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
for name in "$@"; do
  if [[ $name != dashboard && $name != --install && ! -f notebooks/$name.ipynb ]]; then
    echo "There is no notebook $name; see scripts/notebooks.sh --help" >&2
    exit 64
  fi
done
if [[ $# -gt 1 && " $* " == *" --install "* ]]; then
  echo "--install goes alone; see scripts/notebooks.sh --help" >&2
  exit 64
fi
python=$PWD/target/notebooks/venv/bin/python
scripts/python-environment scripts/notebooks.sh "${python%/bin/python}" notebooks/requirements.txt
[[ ${1:-} != --install ]] || exit 0

for file in config-api/target/app/config-api.jar predict-job/target/predict-job.jar training-job/target/training-job.jar; do
  if [[ ! -f $file ]]; then
    echo "scripts/notebooks.sh: $file is not built; run: mvn package -DskipTests" >&2
    exit 66
  fi
done
PROPENSITY_RAW=$(realpath -m "${PROPENSITY_RAW:-data/raw}")
export PROPENSITY_RAW
scripts/download-data.sh

work=$(mktemp -d "${TMPDIR:-/tmp}/propensity-notebooks.XXXXXX")
step=""
stop() {
  trap - EXIT INT TERM
  if [[ -n $step ]]; then kill "$step" 2>/dev/null && wait "$step" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM

# Runs a step where a signal can still reach this script.
run() {
  local code=0
  "$@" &
  step=$!
  wait "$step" || code=$?
  step=""
  return "$code"
}

sed -E "s#^  (warehouse|models|reports|output): .*#  \1: $work/\1#" conf/local.yaml >"$work/environment.yaml"

PORT=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export PORT PROPENSITY_ENVIRONMENT=$work/environment.yaml PROPENSITY_DATA_DIRECTORY=$work/data TMPDIR=$work
# Short jobs, and one service for minutes: the quick compiler alone saves more than it costs.
export SPARK_ARGS="--driver-java-options -XX:TieredStopAtLevel=1" JAVA_OPTS=-XX:TieredStopAtLevel=1
export SPARK_LOCAL_IP=127.0.0.1 DRIVER_MEMORY=1g
unset SPARK_HOME PROPENSITY_TOKEN PROPENSITY_ADMIN_TOKEN SPRING_DATASOURCE_URL

names=("$@")
if [[ $# == 0 ]]; then
  names=(notebooks/*.ipynb)
  names=("${names[@]#notebooks/}" dashboard)
  names=("${names[@]%.ipynb}")
fi
notebooks=()
for name in "${names[@]}"; do [[ $name == dashboard ]] || notebooks+=("$name"); done
if ((${#notebooks[@]})); then
  run "$python" notebooks/execute.py target/notebooks "${notebooks[@]}"
fi
if [[ " ${names[*]} " == *" dashboard "* ]]; then
  echo "== dashboard: a small clickstream, and what the page makes of it"
  run scripts/train.sh pipelines/clickstream-propensity --env "$PROPENSITY_ENVIRONMENT" \
    --set=sources.raw.options.rows=20000 >"$work/clickstream.log" 2>&1 || {
    tail -n 5 "$work/clickstream.log" >&2
    exit 1
  }
  run "$python" -m pytest -q -p no:cacheprovider notebooks/test_dashboard.py
fi
