#!/usr/bin/env bash
# Runs a Kubernetes until it is killed: scripts/kube/cluster.sh CACHE RUN [GROUP]
#
# etcd and an API server; with GROUP, the name of the cgroup of all pods, also a node with what a cluster wants for it
# (node.sh). scripts/kube-test.sh starts it as the first process of mount, network and process namespaces of its own, so
# that all that it starts, mounts and routes is gone with it, but for its cgroups, which kube-test.sh removes. CACHE has the
# programs and images (build.sh, images.sh); RUN takes data, logs, a kubeconfig, and `ready` once all is served, or `failed`
# with the reason.
set -euo pipefail

cache=$1 run=$2 group=${3:-}
address=10.88.0.1
export PATH=$cache/bin:$PATH
mkdir -p "$run"/{log,pki,etcd}

fail() { # CODE WORDS
  [[ -f $run/failed ]] || echo "$2" >"$run/failed"
  exit "$1"
}

# start NAME COMMAND...: its output goes to a log; when it ends, all does.
start() {
  local name=$1
  shift
  {
    "$@" >>"$run/log/$name.log" 2>&1 || true
    echo "$name has ended: see $run/log/$name.log" >"$run/failed"
    kill -TERM 1
  } &
}

# await SECONDS WHAT COMMAND...
await() {
  local seconds=$1 what=$2 begin=$SECONDS
  shift 2
  until "$@" >/dev/null 2>&1; do
    ((SECONDS - begin < seconds)) || fail 70 "$what is not ready after $seconds seconds: see $run/log/"
    sleep 0.2
  done
}

trap 'exit 143' TERM
ip link set lo up
if [[ -n $group ]]; then
  # shellcheck source=scripts/kube/node.sh
  . "$(dirname "${BASH_SOURCE[0]}")/node.sh"
  prepare_node
  write_settings
else
  ip address add "$address/32" dev lo
fi

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
export KUBECONFIG=$run/kubeconfig KUBECACHEDIR=$run/kubectl

options=()
if [[ -n $group ]]; then
  start containerd containerd --config "$run/etc/containerd.toml"
  await 60 containerd ctr version
  import_images &
  images=$!
else
  options+=(--disable-admission-plugins=ServiceAccount) # nobody makes accounts for namespaces
fi
mount -t tmpfs -o mode=700 tmpfs "$run/etcd" # it waits for no disk
start etcd etcd --data-dir "$run/etcd/data"
# Debian's etcd 3.4.23 does not say how far a watch got, which watches that ask for the present state first want: without
# the feature the API server takes them as it did before there was one.
start apiserver kube-apiserver --feature-gates=WatchList=false --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 \
  --advertise-address="$address" --service-cluster-ip-range=10.96.0.0/16 --cert-dir="$run/pki" \
  --token-auth-file="$run/pki/tokens.csv" --authorization-mode=Node,RBAC --allow-privileged \
  --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$run/pki/accounts.key" \
  --service-account-signing-key-file="$run/pki/accounts.key" --kubelet-preferred-address-types=InternalIP "${options[@]}"
await 120 "the API server" kubectl get --raw /readyz
if [[ -n $group ]]; then
  wait "$images"
  start_node
fi
touch "$run/ready"
wait
