#!/usr/bin/env bash
# Runs etcd and an API server until it is killed: scripts/kube/cluster.sh CACHE RUN
#
# scripts/kube-test.sh starts it as the first process of mount, network and process namespaces of its own, so that
# all that it starts is gone with it. CACHE has the API server (build.sh); RUN takes data, logs, a kubeconfig, and
# `ready` once objects are served, or `failed` with the reason.
set -euo pipefail

cache=$1 run=$2
address=10.88.0.1
mkdir -p "$run"/{log,pki}
ip link set lo up
ip address add "$address/32" dev lo

token=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
printf '%s,admin,admin,system:masters\n' "$token" >"$run/pki/tokens.csv"
openssl genrsa -out "$run/pki/accounts.key" 2048 2>/dev/null
cat >"$run/kubeconfig" <<END
apiVersion: v1
kind: Config
clusters: [{name: test, cluster: {server: "https://$address:6443", certificate-authority: $run/pki/apiserver.crt}}]
users: [{name: admin, user: {token: $token}}]
contexts: [{name: test, context: {cluster: test, user: admin}}]
current-context: test
END
export KUBECONFIG=$run/kubeconfig

# start NAME COMMAND...: its output goes to a log; when it ends, all does.
start() {
  local name=$1
  shift
  {
    "$@" >"$run/log/$name.log" 2>&1 || true
    echo "$name has ended: see $run/log/$name.log" >"$run/failed"
    kill -TERM 1
  } &
}

trap 'exit 143' TERM
start etcd etcd --data-dir "$run/etcd"
start apiserver "$cache/bin/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 \
  --advertise-address="$address" --service-cluster-ip-range=10.96.0.0/16 --cert-dir="$run/pki" \
  --token-auth-file="$run/pki/tokens.csv" --authorization-mode=RBAC \
  --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$run/pki/accounts.key" \
  --service-account-signing-key-file="$run/pki/accounts.key" --disable-admission-plugins=ServiceAccount
for ((i = 0; ; i++)); do
  ! kubectl get --raw /readyz >/dev/null 2>&1 || break
  if ((i > 300)); then
    echo "the API server is not ready after two minutes: see $run/log/apiserver.log" >"$run/failed"
    exit 70
  fi
  sleep 0.4
done
touch "$run/ready"
wait
