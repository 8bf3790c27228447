# Those of the tests of scripts/kube/test.sh, which reads this file, that want no pods.
# shellcheck shell=bash disable=SC2034,SC2154 # work, url and service are those of test.sh

# ---- admission

test_admission() {
  namespace admission
  operator_kinds >/dev/null
  local file
  for file in k8s/base/*.yaml k8s/runs/*.yaml k8s/secrets/*.yaml; do
    [[ $file != */kustomization.yaml ]] || continue
    check "the server takes $file" kubectl apply --dry-run=server --validate=strict --filename "$file"
  done
  for file in k8s/base k8s/overlays/demo k8s/overlays/production; do
    check "the server takes all of $file" kubectl apply --dry-run=server --validate=strict --kustomize "$file"
  done
  for file in k8s/runs/predict-spark-application.yaml k8s/base/training-scheduled-spark-application.yaml; do
    sed 's/instances:/instancez:/' "$file" >"$work/wrong.yaml"
    check "the server refuses $file with an unknown field" refused 'unknown field.*instancez' \
      kubectl apply --dry-run=server --validate=strict --filename "$work/wrong.yaml"
  done
  sed 's/memory: 2g/memory: [2]/' k8s/runs/predict-spark-application.yaml >"$work/wrong.yaml"
  check "the server refuses a memory that is a list" refused 'memory' \
    kubectl apply --dry-run=server --validate=strict --filename "$work/wrong.yaml"
}

# ---- rbac

can() { # ACCOUNT yes|no VERB RESOURCE[:SUBRESOURCE] [NAME]
  local answer below=""
  [[ $4 != *:* ]] || below=${4#*:}
  answer=$(kubectl auth can-i "$3" "${4%%:*}${5:+/$5}" --subresource "$below" \
    --as "system:serviceaccount:rbac:$1" 2>/dev/null) || true
  is "$answer" "$2"
}

test_rbac() {
  namespace rbac
  operator_kinds >/dev/null
  kubectl apply --filename k8s/base/config-api-rbac.yaml --filename k8s/base/spark-rbac.yaml >/dev/null
  local accounts account answer verb resource name
  while read -r accounts answer verb resource name; do
    # shellcheck disable=SC2086 # a driver is one of either
    for account in ${accounts/#driver/propensity-predict propensity-train}; do
      check "$account: $answer, it may $([[ $answer == yes ]] || echo not\ )$verb $resource $name" \
        can "$account" "$answer" "$verb" "$resource" "$name"
    done
  done <<'END'
config-api yes create sparkapplications.sparkoperator.k8s.io
config-api yes get sparkapplications.sparkoperator.k8s.io r-1
config-api yes delete sparkapplications.sparkoperator.k8s.io r-1
config-api yes get scheduledsparkapplications.sparkoperator.k8s.io predict
config-api yes get pods r-1-driver
config-api yes get pods:log r-1-driver
config-api yes get deployments.apps config-api
config-api yes list sparkapplications.sparkoperator.k8s.io
config-api yes watch sparkapplications.sparkoperator.k8s.io
config-api no deletecollection sparkapplications.sparkoperator.k8s.io
config-api no update sparkapplications.sparkoperator.k8s.io r-1
config-api no get scheduledsparkapplications.sparkoperator.k8s.io another
config-api no update scheduledsparkapplications.sparkoperator.k8s.io predict
config-api no get deployments.apps another
config-api no list pods
config-api no create pods
config-api no delete pods r-1-driver
config-api no create pods:exec
config-api no get secrets config-api-database
config-api no list secrets
config-api no get configmaps
driver yes create pods
driver yes get pods a-driver
driver yes watch pods
driver yes list pods
driver yes delete pods r-1-exec-1
driver yes deletecollection pods
driver no update pods r-1-exec-1
driver no create pods:exec
driver no get pods:log r-1-driver
driver no delete persistentvolumeclaims propensity-store
driver no deletecollection persistentvolumeclaims
driver no list persistentvolumeclaims
driver no update persistentvolumeclaims propensity-store
driver no create services
driver no delete services config-api
driver no deletecollection services
driver no create configmaps
driver no deletecollection configmaps
driver no get secrets
driver no create sparkapplications.sparkoperator.k8s.io
driver no get deployments.apps
driver no create rolebindings.rbac.authorization.k8s.io
propensity-executor no get pods
propensity-executor no create pods
propensity-executor no get secrets
propensity-executor no get configmaps
propensity-executor no delete persistentvolumeclaims propensity-store
END
  check "an account of another namespace may nothing here" refused '^no' \
    kubectl auth can-i get pods --as system:serviceaccount:default:default
}

# ---- launcher

# As config-api's account, whose token is all that it has.
start_service() {
  local token
  if [[ ! -f $work/account ]]; then
    token=$(kubectl create token config-api)
    jq -n --arg token "$token" --arg namespace launcher --argjson admin "$(kubectl config view --raw --output json)" '
      $admin | .users[0].user = {token: $token} | .contexts[0].context.namespace = $namespace' >"$work/account"
  fi
  KUBECONFIG=$work/account PORT=8080 PROPENSITY_DATA_DIRECTORY=$work/data PROPENSITY_ENVIRONMENT=conf/k8s.yaml \
    PROPENSITY_NAMESPACE=launcher PROPENSITY_CATALOG_URI=jdbc:postgresql://127.0.0.1/none \
    scripts/config-api.sh >>"$work/service.log" 2>&1 &
  service=$!
  eventually 120 is_serving || {
    tail -n 5 "$work/service.log"
    return 1
  }
}

# No operator is here, and the cluster's own controllers follow the applications of all namespaces: who follows those of one is the service.
is_watched() {
  kubectl get --raw /metrics |
    grep -E '^apiserver_longrunning_requests\{.*resource="sparkapplications",scope="namespace".*verb="WATCH".*\} [1-9]'
}

is_serving() { api GET /actuator/health/readiness >/dev/null 2>&1; }

# Asks for a run, and waits for its object.
starts() {
  api POST /pipelines/campaign-response/runs "{\"run_id\": \"$1\"}" | jq -e '.state == "QUEUED" or .state == "RUNNING"' &&
    eventually 20 is_made "$1"
}

# ends RUN STATE WANTED [ERROR]: writes what the operator would, and waits for what the service makes of it.
ends() { status "$1" "$2" "${4:-}" && eventually 30 run_is "$1" "$3"; }

works() { status "$1" RUNNING && eventually 30 run_is "$1" RUNNING; }

made_of_the_template() { # RUN
  local object
  object=$(kubectl get sparkapplication "$1" --output json)
  jq -e --arg run "$1" --arg owner "$(kubectl get deployment config-api --output 'jsonpath={.metadata.uid}')" '
    .metadata.labels["propensity.io/run"] == $run and .metadata.labels["propensity.io/attempt"] == "1"
    and .metadata.ownerReferences[0].uid == $owner
    and (.spec.arguments | index("--run-id=" + $run)) != null' <<<"$object" || {
    echo "$object"
    return 1
  }
  is "$(jq -r '.spec.driver.memory' <<<"$object")" \
    "$(kubectl get scheduledsparkapplication train --output 'jsonpath={.spec.template.driver.memory}')"
}

kill_the_service() {
  kill -KILL "$service"
  wait "$service" || true
  start_service
}

test_launcher() {
  local uid
  url=http://127.0.0.1:8080
  namespace launcher
  operator_kinds >/dev/null
  kubectl apply --kustomize k8s/overlays/demo >/dev/null
  kubectl scale deployment/config-api --replicas=0 >/dev/null # the service runs here
  check "a service with config-api's token starts" start_service
  check "and watches its runs' objects" eventually 30 is_watched

  check "a run is taken, and its object made" starts r-done
  check "of the overlay's template, with its id, attempt and owner" made_of_the_template r-done
  check "it is at work" works r-done
  check "and succeeded" ends r-done COMPLETED SUCCEEDED

  check "another run is started" starts r-refused
  check "which the operator tells to have ended with 66: it failed" \
    ends r-refused FAILED FAILED "driver container failed with ExitCode: 66, Reason: Error"
  check "and the code is told" is "$(api GET /runs/r-refused | jq -r .exit_code)" 66

  check "another run is started" starts r-cancelled
  check "and is at work" works r-cancelled
  check "it is to be cancelled" api POST /runs/r-cancelled/cancel
  check "its object is removed" eventually 30 is_gone r-cancelled
  check "it is cancelled" eventually 30 run_is r-cancelled CANCELLED

  check "another run is started" starts r-lost
  check "and is at work" works r-lost
  check "somebody deletes its object" kubectl delete sparkapplication r-lost
  check "it failed" eventually 30 run_is r-lost FAILED
  check "and says why" api_has /runs/r-lost 'is not in namespace launcher any more'

  check "another run is started" starts r-found
  check "and is at work" works r-found
  uid=$(uid r-found) || true
  check "the service is killed, and started again" kill_the_service
  check "the run's object is the same" is "$(uid r-found)" "$uid"
  check "the run is at work still" run_is r-found RUNNING
  check "and its end is told" ends r-found COMPLETED SUCCEEDED

  check "another run is started" starts r-evicted
  check "and is at work" works r-evicted
  uid=$(uid r-evicted) || true
  check "its driver is taken away" status r-evicted FAILED "driver pod not found"
  check "it is tried again: there is another object" eventually 60 is_another r-evicted "$uid"
  check "of attempt 2" is "$(kubectl get sparkapplication r-evicted --output json | jq -r '.metadata.labels["propensity.io/attempt"]')" 2
  check "which succeeds" ends r-evicted COMPLETED SUCCEEDED

  kubectl patch role config-api --type=json \
    --patch '[{"op": "replace", "path": "/rules/0/verbs", "value": ["get", "delete"]}]' >/dev/null
  check "another run is asked for, which the service may not make an object of" asked_for r-unallowed
  check "it failed" eventually 30 run_is r-unallowed FAILED
  check "and says why" api_has /runs/r-unallowed 'SparkApplication r-unallowed: the API server answered 403'
  check "there is no object" refused NotFound kubectl get sparkapplication r-unallowed

  kubectl delete rolebinding config-api >/dev/null
  check "another run is asked for, while the service may see nothing" asked_for r-delayed
  check "it is to be started later, and the log says why" eventually 30 \
    is_logged 'Run r-delayed is started later: SparkApplication r-delayed: the API server answered 403'
  check "it waits" run_is r-delayed QUEUED
  check "there is no object" refused NotFound kubectl get sparkapplication r-delayed
}

asked_for() { api POST /pipelines/campaign-response/runs "{\"run_id\": \"$1\"}" | jq -e '.state == "QUEUED"'; }

is_logged() { grep -F "$1" "$work/service.log"; }
