#!/usr/bin/env bash
# The tests of scripts/kube-test.sh, run among the cluster's processes: all that it can run, or the one that is named.
#
#   admission  the server takes every file of k8s/, and refuses what has an unknown field
#   rbac       each account may what it has to, and no more
#   launcher   the runs of a service that has the rights of config-api alone: their objects, how they end, cancelled,
#              lost, found again after the service was killed, tried again after an eviction; the test writes into the objects'
#              status what the Spark operator would
#
# and with a node, in a namespace that enforces the profile `restricted`:
#
#   service    the overlay demo with PostgreSQL; of two replicas one is deleted, one is killed, and requests are answered
#   jobs       training and prediction in pods by scripts/k8s-submit.sh, and how their exit codes are told
#   runs       the service's runs in pods: done though an executor is killed, cancelled, refused
#   faults     a driver that is evicted, a node that is silent for a while
#
# In `runs` and `faults` the test plays the Spark operator's part (scripts/kube/operator.sh), unless one was installed.
#
#   OPERATOR_CRDS  a folder with the definitions of another release of the operator than 2.5.2
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
unset "${!PROPENSITY_@}" "${!SPRING_@}" # no setting of the caller's, and no database
tests=(admission rbac launcher)
node_tests=(service jobs runs faults)
url="" # of the service that a test asks
work=$(mktemp -d)
service="" watcher="" operator="" # processes that were started
# What they started ends with them: the service's database looks for its parent.
stop_processes() {
  local process
  for process in $service $watcher $operator; do
    kill "$process" 2>/dev/null || true
  done
}
trap 'stop_processes; wait; rm -rf "$work"' EXIT
passed=0 failed=0

# check WORDS COMMAND...: counts, and shows what a command said that failed.
check() {
  local words=$1
  shift
  if "$@" >"$work/check" 2>&1; then
    passed=$((passed + 1))
    echo "  passed  $words"
  else
    failed=$((failed + 1))
    echo "  FAILED  $words"
    tail -n 15 "$work/check" | sed 's/^/          /'
  fi
}

# refused PATTERN COMMAND...: a command that has to fail, and say this.
refused() {
  local pattern=$1 said
  shift
  if said=$("$@" 2>&1); then
    echo "It was not refused: $said"
    return 1
  fi
  grep -E "$pattern" <<<"$said" || {
    echo "It was refused by other words: $said"
    return 1
  }
}

# eventually SECONDS COMMAND...
eventually() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 1
  done
}

is() {
  [[ $1 == "$2" ]] || {
    echo "It is '$1', not '$2'"
    return 1
  }
}

# The namespace of all that follows.
namespace() {
  kubectl create namespace "$1" --dry-run=client --output yaml | kubectl apply --filename - >/dev/null
  kubectl config set-context --current --namespace "$1" >/dev/null
}

# ---- what the tests stand on

# Whether the Spark operator itself was installed, as by its Helm chart.
has_operator() { [[ -n $(kubectl get deployments --all-namespaces --selector app.kubernetes.io/name=spark-operator --output name) ]]; }

# The definitions of its kinds, unless it brought them.
operator_kinds() {
  if has_operator; then
    return
  elif [[ -n ${OPERATOR_CRDS:-} ]]; then
    kubectl apply --server-side --filename "$OPERATOR_CRDS"
  else
    gunzip --stdout system-tests/src/test/resources/kubernetes/spark-operator-2.5.2-crds.json.gz |
      kubectl apply --server-side --filename -
  fi
  kubectl wait --for=condition=Established --timeout=30s \
    crd/sparkapplications.sparkoperator.k8s.io crd/scheduledsparkapplications.sparkoperator.k8s.io
}

# ---- the service that is asked, and its runs

api() { # METHOD PATH [BODY]
  curl --fail-with-body -sS --max-time 20 -X "$1" "$url$2" -H @"$work/headers" ${3:+-d "$3"}
}

# What requests bear beside their type: headers [LINE]
headers() { printf 'Content-Type: application/json\n%s' "${1:-}" >"$work/headers"; }

api_has() { api GET "$1" | grep -F "$2"; }

run_is() { # RUN STATE
  local state
  state=$(api GET "/runs/$1" | jq -r .state)
  is "$state" "$2"
}

is_made() { kubectl get sparkapplication "$1" >/dev/null 2>&1; }

is_gone() { ! is_made "$1"; }

uid() { kubectl get sparkapplication "$1" --output 'jsonpath={.metadata.uid}' 2>/dev/null; }

is_another() { # RUN UID
  local uid
  uid=$(uid "$1") && [[ $uid != "$2" ]]
}

# As the operator writes it.
status() { # RUN STATE [ERROR]
  kubectl patch sparkapplication "$1" --subresource=status --type=merge --patch "$(jq -n --arg run "$1" --arg state "$2" --arg error "${3:-}" \
    '{status: {driverInfo: {podName: "\($run)-driver"}, applicationState: ({state: $state} + if $error == "" then {} else {errorMessage: $error} end)}}')"
}

# ----

# shellcheck source=scripts/kube/api-tests.sh
. scripts/kube/api-tests.sh
# shellcheck source=scripts/kube/node-tests.sh
. scripts/kube/node-tests.sh

headers
has_node() { kubectl get node node >/dev/null 2>&1; }

for name in "$@"; do
  if [[ " ${tests[*]} ${node_tests[*]} " != *" $name "* ]]; then
    echo "There is no test $name; the tests are ${tests[*]} ${node_tests[*]}" >&2
    exit 64
  fi
  if [[ " ${node_tests[*]} " == *" $name "* ]] && ! has_node; then
    echo "The test $name wants a node: scripts/kube-test.sh down, and up without api" >&2
    exit 64
  fi
done
if (($# == 0)); then
  ! has_node || tests+=("${node_tests[@]}")
  set -- "${tests[@]}"
fi
begin=$SECONDS
for name in "$@"; do
  echo "== $name"
  start=$SECONDS
  "test_$name"
  echo "   in $((SECONDS - start)) s"
done
echo "$passed checks passed and $failed failed in $((SECONDS - begin)) s"
((failed == 0))
