#!/usr/bin/env bash
# Walks the whole way once, on embedded defaults: builds what is not built, starts config-api, makes
# users, trains a model on them, stores a campaign, scores it and shows the predictions.
#
#   scripts/demo.sh           config-api on port 8080
#   PORT=9000 scripts/demo.sh on another one
#   scripts/demo.sh --keep    leaves config-api running, for a look at its console
#   scripts/demo.sh --full    instead of the one campaign: three pipelines, ten campaigns, their history of
#                             runs, drift and outcomes; with --keep for each page of the console to show
#
# Without --keep, whatever it starts it stops again. What it makes lies in the checkout, ignored by git: .data/,
# warehouse/, models/, reports/, output/.
#
#   PORT           of config-api, 8080 by default; it takes the other variables of scripts/config-api.sh too
#   PROPENSITY_RAW where --full looks for the Telco data, data/raw by default
#   SPARK_HOME, SPARK_ARGS, DRIVER_MEMORY, SPARK_LOCAL_IP
#                  of the jobs, as scripts/train.sh takes them
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
fi
keep="" full=""
for argument in "$@"; do
  case $argument in
    --keep) keep=yes ;;
    --full) full=yes ;;
    *)
      echo "demo.sh takes no arguments but --keep and --full; see scripts/demo.sh --help" >&2
      exit 64
      ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PORT="${PORT:-8080}"
url="http://localhost:$PORT"
log="${PROPENSITY_DATA_DIRECTORY:-.data}/demo/config-api.log"
service="" step=""
if [[ -z ${SPARK_ARGS:-} ]]; then
  # Two short jobs: the quick compiler alone saves their start-up more than it costs.
  export SPARK_ARGS="--driver-java-options -XX:TieredStopAtLevel=1"
  # As train.sh and predict.sh do where SPARK_ARGS is empty.
  [[ -n ${SPARK_HOME:-} ]] || export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}"
fi

if [[ -n ${SPRING_DATASOURCE_URL:-} ]]; then
  # With a database of yours the service wants tokens.
  export PROPENSITY_ADMIN_TOKEN="${PROPENSITY_ADMIN_TOKEN:-$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')}"
fi
export PROPENSITY_TOKEN="${PROPENSITY_TOKEN:-${PROPENSITY_ADMIN_TOKEN:-}}"

say() { printf '\n== %s\n' "$*"; }

stop() {
  trap - EXIT INT TERM
  for process in $step $service; do
    kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || true
  done
}
trap stop EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM

# Runs a step where a signal can still reach this script.
run() {
  "$@" &
  step=$!
  wait "$step"
  step=""
}

# Asks the service and prints its answer: ask METHOD PATH [BODY]
ask() {
  local answer type=application/json
  [[ $1 != PATCH ]] || type=application/merge-patch+json
  answer=$(curl --fail-with-body -sS -X "$1" "$url$2" -H "Content-Type: $type" \
    -H @<(printf 'Authorization: Bearer %s\n' "${PROPENSITY_ADMIN_TOKEN:-none}") ${3:+-d "$3"}) || {
    echo "$1 $2: $answer" >&2
    return 65
  }
  echo "$answer"
}

# The README's steps, once: one pipeline, one campaign, one run.
one_campaign() {
  local version campaign answer id
  say "Making users and training a model on them (scripts/train.sh pipelines/campaign-response)"
  run scripts/train.sh pipelines/campaign-response
  version=$(find models/campaign-response -mindepth 2 -maxdepth 2 -name manifest.json |
    sed 's|.*/\([0-9]*\)/manifest.json|\1|' | sort -n | tail -n 1)

  say "Storing a campaign"
  campaign='{
  "name": "Spring offer",
  "model_path": "models/campaign-response/'$version'",
  "audience_filter": "country = '\''US'\'' AND age > 25",
  "features": ["recency", "frequency", "monetary", "engagement_score", "days_since_last_purchase",
               "country", "age", "is_premium", "spend_per_order", "lapsed"]
}'
  printf "curl -X POST %s/campaigns -H 'Content-Type: application/json' -d @- <<'END'\n%s\nEND\n" "$url" "$campaign"
  answer=$(ask POST /campaigns "$campaign")
  echo "$answer"
  id=$(sed 's/.*"id" *: *\([0-9]*\).*/\1/' <<<"$answer" | head -n 1)

  say "Scoring it (scripts/predict.sh --campaign-id $id --show 10)"
  run scripts/predict.sh --campaign-id "$id" --config-api-url "$url" --show 10

  say "Where everything lies"
  cat <<END
users        warehouse/campaign-response/raw
model        models/campaign-response/$version
predictions  output/campaign-$id/
campaigns    .data/ (a PostgreSQL; PORT=$PORT scripts/config-api.sh serves them, the console at $url/ and the API's documentation at $url/docs)
END
}

if (exec 3<>"/dev/tcp/localhost/$PORT") 2>/dev/null; then
  echo "Port $PORT is taken: stop what listens there, or choose another one: PORT=9000 scripts/demo.sh" >&2
  exit 69
fi

if [[ ! -f config-api/target/app/config-api.jar || ! -f training-job/target/training-job.jar ||
  ! -f predict-job/target/predict-job.jar || ! -x spark-home/target/spark/bin/spark-submit ]]; then
  say "Building (mvn package -DskipTests): one to four minutes, the first time with a download of 700 MB"
  run mvn -B -q package -DskipTests
fi

say "Starting config-api on $url (log: $log)"
mkdir -p "$(dirname "$log")"
compiler=""
[[ -n $keep ]] || compiler=-XX:TieredStopAtLevel=1 # it lives for a minute or two, as the jobs do
settings=()
[[ -z $full ]] || settings+=(--propensity.launcher.concurrency=2)
JAVA_OPTS="$compiler ${JAVA_OPTS:-}" scripts/config-api.sh "${settings[@]}" >"$log" 2>&1 &
service=$!

for ((tries = 0; ; tries++)); do
  if ! kill -0 "$service" 2>/dev/null || ((tries > 300)); then
    echo "config-api did not start; the end of $log:" >&2
    tail -n 5 "$log" >&2
    exit 69
  fi
  if curl -fsS -o /dev/null "$url/actuator/health/readiness" 2>/dev/null; then break; fi
  sleep 0.3
done

if [[ -n $full ]]; then
  # shellcheck source=scripts/demo-full
  source scripts/demo-full
  say "All of it lies in warehouse/, models/, reports/, output/ and .data/; PORT=$PORT scripts/config-api.sh serves it"
else
  one_campaign
fi
if [[ -n $keep ]]; then
  trap - EXIT INT TERM
  say "The console is at $url/; end the service by: kill $service"
fi
