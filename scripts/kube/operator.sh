#!/usr/bin/env bash
# Plays the Spark operator's part in the namespace of kubectl's context until it is ended: scripts/kube/operator.sh FOLDER
#
# It runs the pods of each new SparkApplication by scripts/k8s-submit.sh and writes into the object's status, in the operator's
# words, how they stand; the pods of an object that was removed it removes. FOLDER takes logs.
set -euo pipefail

folder=${1:?a folder}
declare -A submits=() uids=() # of each object, by its name
trap 'jobs -p | xargs -r kill 2>/dev/null || true' EXIT
trap 'exit 143' TERM

# status NAME STATE [ERROR]: of an object that is there still.
status() {
  kubectl patch sparkapplication "$1" --subresource=status --type=merge --patch "$(
    jq -n --arg driver "$1-driver" --arg state "$2" --arg error "${3:-}" '{status: {
      driverInfo: {podName: $driver},
      applicationState: ({state: $state} + if $error == "" then {} else {errorMessage: $error} end)}}'
  )" >/dev/null || ! kubectl get sparkapplication "$1"
}

# Ends with what there is to say of the driver.
operate() { # NAME OBJECT
  local code=0
  status "$1" SUBMITTED
  scripts/k8s-submit.sh - <<<"$2" >"$folder/operator-$1.log" 2>&1 || code=$?
  case $code in
    0) status "$1" COMPLETED ;;
    143) status "$1" FAILED "driver pod not found" ;;
    *) status "$1" FAILED "driver container failed with ExitCode: $code, Reason: Error" ;;
  esac
}

# The pods go along with the object, and so does what waits for them.
forget() { # NAME
  kill "${submits[$1]}" 2>/dev/null || true
  kubectl delete pod "$1-driver" --ignore-not-found --wait=false >/dev/null
  unset "submits[$1]" "uids[$1]"
}

while true; do
  objects=$(kubectl get sparkapplications --output json)
  for name in "${!uids[@]}"; do
    jq -e --arg uid "${uids[$name]}" 'any(.items[]; .metadata.uid == $uid)' <<<"$objects" >/dev/null || forget "$name"
  done
  while read -r name uid; do
    [[ ! -v "uids[$name]" ]] || continue
    operate "$name" "$(kubectl get sparkapplication "$name" --output json)" &
    submits[$name]=$! uids[$name]=$uid
  done < <(jq -r '.items[] | select(.status == null) | "\(.metadata.name) \(.metadata.uid)"' <<<"$objects")
  for name in "${!uids[@]}"; do
    phase=$(kubectl get pod "$name-driver" --ignore-not-found --output 'jsonpath={.status.phase}')
    state=$(jq -r --arg uid "${uids[$name]}" '.items[] | select(.metadata.uid == $uid) | .status.applicationState.state // ""' <<<"$objects")
    [[ $phase != Running || $state != SUBMITTED ]] || status "$name" RUNNING
  done
  sleep 1
done
