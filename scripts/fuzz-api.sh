#!/usr/bin/env bash
# Fuzzes the service with Schemathesis by its own OpenAPI document: no request may be answered with
# 5xx, and each answer has to be one that the document describes.
#
#   scripts/fuzz-api.sh              makes an environment in target/schemathesis
#   PROPENSITY_PYTHON=/path/to/python scripts/fuzz-api.sh   uses one that has schemathesis
#
#   EXAMPLES  of each operation, 50 by default
#   SEED      of the examples, 1 by default; another one finds other faults
#
# The service is one of its own, on an embedded database that is removed again, and starts no jobs.
# Where there is no Python 3.11, or Schemathesis is not to be had, it says so and ends with 69.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
elif (($# > 0)); then
  echo "fuzz-api.sh takes no arguments; see scripts/fuzz-api.sh --help" >&2
  exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PROPENSITY_PYTHON:-}
if [[ -z $python ]]; then
  environment=$PWD/target/schemathesis
  scripts/python-environment scripts/fuzz-api.sh "$environment" scripts/requirements/fuzz-api.txt
  python=$environment/bin/python
fi
schemathesis=$(cd "$(dirname "$python")" && pwd)/schemathesis

mkdir -p target
work=$(mktemp -d "$PWD/target/fuzz-XXXXXX")
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
token=$("$python" -c 'import secrets; print(secrets.token_hex(24))')
service=
end() {
  [[ -z $service ]] || { kill "$service" && wait "$service"; } 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT

unset "${!PROPENSITY_@}" "${!SPRING_@}" # no setting of the caller's, and no database
PORT="$port" SERVER_ADDRESS=127.0.0.1 PROPENSITY_ADMIN_TOKEN="$token" PROPENSITY_DATA_DIRECTORY="$work/data" \
  scripts/config-api.sh --propensity.launcher.type=none --propensity.security.writes-per-minute=10000000 \
  --propensity.models-root="$work/models" --propensity.warehouse-root="$work/warehouse" >"$work/log" 2>&1 &
service=$!
for _ in {1..120}; do
  curl -fs "http://127.0.0.1:$port/actuator/health/readiness" >/dev/null && break
  kill -0 "$service" 2>/dev/null || { cat "$work/log" >&2; exit 70; }
  sleep 0.5
done

# What is wrong in meaning alone is refused too, so that not all that the document allows is taken; and
# OPTIONS of /models/scan tells of GET, since a model may be called scan. What it remembers of a run goes too.
cd "$work"
"$schemathesis" run "http://127.0.0.1:$port/openapi.json" \
  -H "Authorization: Bearer $token" --max-examples "${EXAMPLES:-50}" --seed "${SEED:-1}" --continue-on-failure \
  --checks all --exclude-checks positive_data_acceptance,allow_header_conformance
