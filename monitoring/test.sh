#!/usr/bin/env bash
# Holds monitoring/ against Prometheus itself:
#
#   monitoring/test.sh
#
# Its promtool checks the configuration, and that each alert fires when it should and not before. Then Prometheus reads a service
# of its own with the configuration of docker-compose.yml, has to take every rule, and is asked what every panel of the dashboard
# asks. Wants Debian's prometheus, curl, jq, and a build; ends with 69, naming what is not there. Takes a minute.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
elif (($# > 0)); then
  echo "monitoring/test.sh takes no arguments; see monitoring/test.sh --help" >&2
  exit 64
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
missing=()
for tool in prometheus promtool curl jq; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
[[ -f config-api/target/app/config-api.jar ]] || missing+=("build (mvn package)")
if ((${#missing[@]} > 0)); then
  echo "not run: there is no ${missing[*]} here" >&2
  exit 69
fi

mkdir -p target
work=$(mktemp -d "$PWD/target/monitoring-XXXXXX")
service="" prometheus=""
end() {
  for process in $prometheus $service; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap end EXIT

echo "== promtool"
(cd monitoring/prometheus && promtool test rules alerts.test.yaml)
token=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
printf '%s' "$token" >"$work/viewer.token"

# The first port from there on that nothing listens at: free_port PORT
free_port() {
  local port
  for ((port = $1; ; port++)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}
api_port=$(free_port 18080)
prometheus_port=$(free_port 19090)
sed "s|/run/secrets/viewer-token|$work/viewer.token|; s|config-api:8080|127.0.0.1:$api_port|
  s|scrape_interval: 15s|&\n  evaluation_interval: 1s|; s|scrape_interval: 15s|scrape_interval: 1s|
  s|alerts.yaml|$PWD/monitoring/prometheus/alerts.yaml|" monitoring/prometheus/prometheus.yaml >"$work/prometheus.yaml"
promtool check config "$work/prometheus.yaml"

echo "== Prometheus, and a service"
unset "${!PROPENSITY_@}" "${!SPRING_@}" # no setting of the caller's, and no database
PORT=$api_port SERVER_ADDRESS=127.0.0.1 PROPENSITY_ADMIN_TOKEN=$token PROPENSITY_DATA_DIRECTORY=$work/data \
  scripts/config-api.sh --propensity.launcher.type=none --propensity.models-root="$work/models" \
  --propensity.warehouse-root="$work/warehouse" >"$work/service.log" 2>&1 &
service=$!
prometheus --config.file="$work/prometheus.yaml" --storage.tsdb.path="$work/tsdb" --log.level=warn \
  --web.listen-address="127.0.0.1:$prometheus_port" >"$work/prometheus.log" 2>&1 &
prometheus=$!

# ask PATH [QUERY]: what Prometheus answers
ask() { curl -sS --max-time 10 --get "http://127.0.0.1:$prometheus_port/api/v1/$1" ${2:+--data-urlencode "query=$2"}; }

# eventually SECONDS COMMAND...
eventually() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    if ((SECONDS > end)) || ! kill -0 "$service" || ! kill -0 "$prometheus"; then
      tail -n 5 "$work/service.log" "$work/prometheus.log" >&2
      echo "It did not come to this: $*" >&2
      exit 70
    fi
    sleep 1
  done
}

is_read() { ask targets 2>/dev/null | jq -e '.data.activeTargets | length == 1 and .[0].health == "up"' >/dev/null; }
value_of() { ask query "$1" | jq -r '.data.result[0].value[1] // "none"'; }
is_zero() { [[ $(value_of "$1") == 0 ]]; }

eventually 120 is_read
# What is counted later has to begin with 0: the first step of a series that begins with 1 is no increase.
eventually 30 is_zero 'min(propensity_runs_ended_total{state="FAILED"})'
eventually 30 is_zero 'min(propensity_audit_failures_total)'
curl -sS -o /dev/null "http://127.0.0.1:$api_port/campaigns" # is refused: 401
curl -sS -o /dev/null -H @<(printf 'Authorization: Bearer %s\n' "$token") "http://127.0.0.1:$api_port/campaigns"
is_counted() { [[ $(value_of 'sum(increase(propensity_refusals_total{status="401"}[1m])) > 0') != none ]]; }
eventually 30 is_counted
echo "it reads the service"

ask rules | jq -e '[.data.groups[].rules[] | select(.health != "ok")] | if . == [] then true else error("\(.)") end' >/dev/null
count=$(ask rules | jq '[.data.groups[].rules[]] | length')
firing=$(ask alerts | jq -c '[.data.alerts[] | select(.state == "firing") | .labels.alertname]')
[[ $firing == '[]' ]] || {
  echo "Of a service that is well, alerts fire: $firing" >&2
  exit 1
}
echo "$count rules are evaluated, and none fires"

failed=0 asked=0
empty="Since a scheduled campaign was scored" # where there is none
while IFS=$'\t' read -r panel query; do
  asked=$((asked + 1))
  answer=$(ask query "${query//\$__rate_interval/30s}")
  if [[ $(jq -r .status <<<"$answer") != success ]]; then
    echo "FAILED  $panel: $answer"
    failed=$((failed + 1))
    continue
  fi
  series=$(jq '.data.result | length' <<<"$answer")
  printf '%-45s %s series\n' "$panel" "$series"
  if [[ $series == 0 && $panel != "$empty" ]]; then
    echo "FAILED  $panel: it shows nothing of a service that is at work: $query"
    failed=$((failed + 1))
  fi
done < <(jq -r '.panels[] | .title as $panel | .targets[]? | [$panel, .expr] | @tsv' monitoring/grafana/propensity.json)
echo "$asked queries of the dashboard were asked, $failed failed"
((failed == 0 && asked > 0))
