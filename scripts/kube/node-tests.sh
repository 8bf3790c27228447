# Those of the tests of scripts/kube/test.sh, which reads this file, that want a node on which pods run.
# shellcheck shell=bash disable=SC2034,SC2154 # work, url, watcher and operator are those of test.sh

word=$(printf '%.0s0123456789abcdef' 1 2 3 4) # every password of this cluster, and the admin's token
environment=/opt/propensity/conf/k8s.yaml
store=$KUBE_RUN/store

# The overlay of a node of this size, in a namespace that takes no pod with rights that it does not need.
platform() {
  kubectl label --overwrite namespace propensity pod-security.kubernetes.io/enforce=restricted
  eventually 20 kubectl get serviceaccount default
  operator_kinds
  volume
  local file token
  for file in config-api warehouse-catalog; do
    sed "s/HOST/postgres/; s/REPLACE_ME/$word/" "k8s/secrets/$file-secret.template.yaml" | kubectl apply --filename -
  done
  kubectl apply --filename scripts/kube/postgres/pod.yaml
  kubectl wait --for=condition=Ready pod/postgres --timeout=180s
  kubectl apply --kustomize k8s/overlays/demo
  kubectl rollout status deployment/config-api --timeout=300s
  ask_the_service
  token=$(api POST /tokens '{"name": "jobs", "role": "job"}' | jq -er .token)
  sed "s/REPLACE_ME/$token/" k8s/secrets/job-token-secret.template.yaml | kubectl apply --filename -
}

volume() {
  mkdir -p "$store"
  chown 185:185 "$store"
  kubectl apply --filename - <<END
apiVersion: v1
kind: PersistentVolume
metadata: {name: store}
spec:
  capacity: {storage: 50Gi}
  accessModes: [ReadWriteOnce, ReadWriteMany]
  hostPath: {path: $store}
  claimRef: {namespace: propensity, name: propensity-store}
END
}

ask_the_service() {
  url=http://$(kubectl get service config-api --output 'jsonpath={.spec.clusterIP}')
  headers "Authorization: Bearer $word"
}

prepare() {
  namespace propensity
  if kubectl get secret propensity-job-token >/dev/null 2>&1; then
    ask_the_service
    return
  fi
  echo "  preparing the platform"
  (set -e && platform) >"$work/platform" 2>&1 || {
    tail -n 20 "$work/platform"
    kubectl get pods --output wide || true
    kubectl get events | tail -n 10 || true
    echo "The platform does not stand" >&2
    exit 70
  }
  ask_the_service
}

# ---- service

replicas() { kubectl get pods --selector app.kubernetes.io/name=config-api --output name; }

ready_replicas() { [[ $(kubectl get deployment config-api --output 'jsonpath={.status.readyReplicas}') == "$1" ]]; }

scale() {
  kubectl scale deployment/config-api --replicas="$1" >/dev/null
  eventually 240 ready_replicas "$1"
}

answers() { api GET '/campaigns?size=1'; }

# Asks twice a second until the file `stop` is there; writes what went wrong.
ask_on() {
  rm -f "$work"/{stop,asked,unanswered}
  while [[ ! -e $work/stop ]]; do
    echo . >>"$work/asked"
    answers >/dev/null 2>>"$work/unanswered" || echo "not answered at $(date +%T)" >>"$work/unanswered"
    sleep 0.5
  done
}

loses_one() {
  local pod
  pod=$(replicas | head -n 1)
  kubectl delete "$pod" --wait=true && eventually 240 ready_replicas 2
}

# The process itself: neither Kubernetes nor what it works with is told.
kill_process() { # pod/NAME
  local id
  id=$(kubectl get "$1" --output 'jsonpath={.status.containerStatuses[0].containerID}')
  kill -KILL "$(ctr -n k8s.io tasks ls | awk -v id="${id#containerd://}" '$1 == id {print $2}')"
}

restarts() {
  kubectl get pods --selector app.kubernetes.io/name=config-api --output json |
    jq -e '[.items[].status.containerStatuses[0].restartCount] | add == 1'
}

test_service() {
  prepare
  check "the overlay demo fits, and its replica is ready" ready_replicas 1
  check "a pod that may run as root is refused" refused 'violates PodSecurity "restricted' \
    kubectl run root --image=propensity/jobs:0.1.0 --dry-run=server
  check "the volume claim is bound" is "$(kubectl get persistentvolumeclaim propensity-store --output 'jsonpath={.status.phase}')" Bound
  check "its container has no shell, and wants none" refused 'no such file' kubectl exec deployment/config-api -- /bin/sh -c true
  check "a second replica becomes ready" scale 2
  ask_on &
  local asker=$!
  check "one is deleted, and another takes its place" loses_one
  touch "$work/stop"
  wait "$asker"
  check "meanwhile each of $(wc -l <"$work/asked") requests was answered" is "$(cat "$work/unanswered")" ""
  check "the process of one is killed" kill_process "$(replicas | tail -n 1)"
  check "the Service answers within 10 s" eventually 10 answers
  check "it is started again" eventually 240 restarts
  check "and both are ready" eventually 240 ready_replicas 2
  check "the disruption budget of the base lets one of two be evicted, and no more" keeps_one
  check "one replica again" scale 1
}

# The demo has no budget: that of the base is tried.
keeps_one() {
  local two
  mapfile -t two < <(replicas)
  kubectl create --dry-run=client --output json --filename k8s/base/config-api.yaml |
    jq '.items[]? // . | select(.kind == "PodDisruptionBudget")' | kubectl create --filename - || return
  eventually 30 allows 1 || return
  evict "${two[0]}" || return
  refused 'disruption budget' evict "${two[1]}" || return
  kubectl delete poddisruptionbudget config-api
  eventually 240 ready_replicas 2
}

allows() { is "$(kubectl get poddisruptionbudget config-api --output 'jsonpath={.status.disruptionsAllowed}')" "$1" >/dev/null; }

evict() { # pod/NAME
  local name=${1#pod/}
  printf '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"%s"}}' "$name" |
    kubectl create --raw "/api/v1/namespaces/propensity/pods/$name/eviction" --filename -
}

# ---- jobs

# What the overlay made of a job, run once under a name: submit KIND NAME ARGUMENT...
submit() {
  local kind=$1 name=$2
  shift 2
  kubectl get scheduledsparkapplication "$kind" --output json |
    RUN_NAME=$name RUN_MINUTES=5 scripts/k8s-submit.sh - --env "$environment" "$@" | tee "$work/driver.log"
}

# What Spark says of a right that its account lacks, though it goes on.
driver_lacked_no_right() { ! grep -iE 'forbidden|account permissions' "$work/driver.log"; }

train() {
  submit train train --pipeline /opt/propensity/pipelines/campaign-response --register \
    --set sources.raw.options.rows=2000 --set algorithm.params.iterations=20
}

predict() { # NAME CAMPAIGN [ARGUMENT...]
  submit predict "$1" --campaign-id "$2" "${@:3}"
}

# ends_with CODE COMMAND...
ends_with() {
  local wanted=$1 code=0
  shift
  "$@" || code=$?
  is "$code" "$wanted"
}

campaign() {
  api POST /campaigns '{"name": "Spring offer", "model_path": "models/campaign-response/1", "audience_filter": "age > 25",
    "features": ["recency", "frequency", "monetary", "engagement_score", "days_since_last_purchase", "country", "age",
    "is_premium", "spend_per_order", "lapsed"]}' | jq -e '.id == 1'
}

model_and_campaign() {
  [[ -f $store/models/campaign-response/1/manifest.json ]] || train || return
  api GET /campaigns/1 || campaign
}

published() { test -f "$store/output/campaign-1/$1/_SUCCESS"; }

is_registered() { api GET /models/campaign-response/versions/1 | jq -e '.version == 1'; }

# Keeps each pod of Spark's that there was.
watch_pods() {
  [[ -z $watcher ]] || return 0
  kubectl get pods --selector spark-role --watch --output json >"$work/pods" 2>/dev/null &
  watcher=$!
}

# pods FILTER: whether there were pods of both roles, and it is true of all of them.
pods() {
  jq -s -e "map(.metadata.labels[\"spark-role\"]) | unique == [\"driver\", \"executor\"]" "$work/pods" || return
  jq -s -e "all(.[]; $1) or (map({(.metadata.name): .spec}) | debug | false)" "$work/pods"
}

no_executors() { is "$(kubectl get pods --selector spark-role=executor --output name)" ""; }

test_jobs() {
  prepare
  watch_pods
  check "a training ends with 0" ends_with 0 train
  check "its driver lacked no right" driver_lacked_no_right
  check "its driver wrote a model to the volume" test -f "$store/models/campaign-response/1/manifest.json"
  check "which the service's registry has" is_registered
  check "the service takes a campaign for it" campaign
  check "a prediction ends with 0" ends_with 0 predict predict 1 --run-id r-by-hand
  check "its driver lacked no right" driver_lacked_no_right
  check "and published" published r-by-hand
  check "its run is known to the service" eventually 20 run_is r-by-hand SUCCEEDED
  check "its executors are gone" eventually 60 no_executors
  check "a campaign that does not exist ends with 66" ends_with 66 predict predict-66 999
  check "a wrong argument ends with 64" ends_with 64 predict predict-64 1 --no-such-option
  check "drivers and executors ran by their own accounts" \
    pods '.metadata.labels as $is | .spec.serviceAccountName
      == "propensity-\(if $is["spark-role"] == "driver" then $is["app.kubernetes.io/name"] else "executor" end)"'
  check "none as root" pods '.spec.securityContext | .runAsNonRoot and .runAsUser == 185'
  check "none with rights to gain" \
    pods 'all(.spec.containers[].securityContext; .allowPrivilegeEscalation == false and .capabilities.drop == ["ALL"])'
  check "none with a root file system that can be written" \
    pods 'all(.spec.containers[].securityContext; .readOnlyRootFilesystem)'
}

# ---- runs

# The operator's part, where no operator is installed in the cluster.
operator() {
  has_operator || [[ -n $operator ]] || {
    scripts/kube/operator.sh "$work" >"$work/operator.log" 2>&1 &
    operator=$!
  }
}

begin() { api POST /campaigns/1/runs "{\"run_id\": \"$1\"}" | jq -e '.state == "QUEUED" or .state == "RUNNING"'; }

ended() { # RUN
  local state
  state=$(api GET "/runs/$1" | jq -r .state)
  [[ $state != QUEUED && $state != RUNNING ]]
}

# ends_as RUN STATE: waits for the end of a run, and compares.
ends_as() {
  eventually 240 ended "$1"
  run_is "$1" "$2" || {
    api GET "/runs/$1"
    kubectl get sparkapplication "$1" --output 'jsonpath={.status}'
    tail -n 5 "$work"/operator*.log
    return 1
  }
}

exit_code_is() { is "$(api GET "/runs/$1" | jq -r .exit_code)" "$2"; }

driver_runs() { [[ $(kubectl get pod "$1-driver" --ignore-not-found --output 'jsonpath={.status.phase}') == Running ]]; }

pod_is_gone() { [[ -z $(kubectl get pod "$1" --ignore-not-found --output name) ]]; }

running_executor() { # RUN
  kubectl get pods --selector spark-role=executor --field-selector status.phase=Running --output name | grep -m 1 -E "^pod/$1-([0-9a-f]+-)?exec-"
}

kill_an_executor() { # RUN
  eventually 120 running_executor "$1" && kill_process "$(running_executor "$1")"
}

executors() { # RUN
  jq -s --arg name "^$1-([0-9a-f]+-)?exec-" '[.[].metadata.name | select(test($name))] | unique | length' "$work/pods"
}

test_runs() {
  prepare
  operator
  watch_pods
  check "there is a model and a campaign" model_and_campaign
  check "a run is taken" begin r-done
  check "its executor's process is killed" kill_an_executor r-done
  check "it succeeded" ends_as r-done SUCCEEDED
  check "by another executor" is "$(executors r-done)" 2
  check "and published" published r-done
  check "its log is the driver's" api_has /runs/r-done/log 'Run r-done'
  check "another run is taken" begin r-cancelled
  check "its driver runs" eventually 120 driver_runs r-cancelled
  check "it is to be cancelled" api POST /runs/r-cancelled/cancel
  check "its object is removed" eventually 60 is_gone r-cancelled
  check "and its driver with it" eventually 90 pod_is_gone r-cancelled-driver
  check "it is cancelled" ends_as r-cancelled CANCELLED
  mv "$store/models/campaign-response/1" "$work/model"
  check "a run is taken whose model is no longer there" begin r-refused
  check "it failed" ends_as r-refused FAILED
  check "with exit code 66" exit_code_is r-refused 66
  mv "$work/model" "$store/models/campaign-response/1"
}

# ---- faults

attempt() { kubectl get sparkapplication "$1" --output json | jq -r '.metadata.labels["propensity.io/attempt"]'; }

node_is() { is "$(kubectl get node node --output json | jq -r '.status.conditions[] | select(.type == "Ready").status')" "$1" >/dev/null; }

test_faults() {
  local uid kubelet
  prepare
  operator
  check "there is a model and a campaign" model_and_campaign
  check "a run is taken" begin r-evicted
  check "its executor is at work" eventually 120 running_executor r-evicted
  uid=$(uid r-evicted) || true
  check "its driver is evicted" evict pod/r-evicted-driver
  check "the run is tried again, under its id" eventually 120 is_another r-evicted "$uid"
  check "that is attempt 2" is "$(attempt r-evicted)" 2
  check "it succeeded" ends_as r-evicted SUCCEEDED
  check "and published" published r-evicted

  kubelet=$(pgrep -x kubelet)
  kill -STOP "$kubelet"
  check "a node whose kubelet is silent is told to be unknown" eventually 90 node_is Unknown
  check "and nobody is sent to its pods" eventually 30 ready_replicas ""
  kill -CONT "$kubelet"
  check "it comes back" eventually 60 node_is True
  check "and the service with it" eventually 60 answers
}
