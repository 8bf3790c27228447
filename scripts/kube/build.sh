#!/usr/bin/env bash
# Compiles Kubernetes' programs for scripts/kube-test.sh, once: scripts/kube/build.sh FOLDER api|node
#
# FOLDER/bin/kube-apiserver (`api`), and beside it the controller manager, scheduler, kubelet, proxy, a CoreDNS and the
# program that holds a pod's namespaces (`node`), are made of Go modules: 10 to 30 minutes on two cores for the first, 10
# more for the others, 3 GB of Go's caches. What stands is left as it is.
#
#   KUBE_BUILT  `only`: ends with 69 where something does not stand yet, or in another version
set -euo pipefail

cache=${1:?a folder} part=${2:?api or node}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
kubernetes=1.34.4 coredns=1.12.4
api="Kubernetes $kubernetes"
node="the node of Kubernetes $kubernetes with CoreDNS $coredns and $(cat "$here"/programs/*.go | cksum | cut -d ' ' -f 1)"

stands() { [[ -f $cache/bin/$1 && $(<"$cache/bin/$1") == "$2" ]]; }

is_built() { stands made-of "$api" && { [[ $part == api ]] || stands node-made-of "$node"; }; }

if is_built; then
  exit 0
fi
if [[ ${KUBE_BUILT:-} == only ]]; then
  missing=$api
  ! stands made-of "$api" || missing=$node
  echo "kube-test.sh: not run: $missing is not built in $cache; scripts/kube-test.sh up builds it" >&2
  exit 69
fi

if ! command -v go >/dev/null; then
  echo "not run: there is no go here, with which Kubernetes is compiled" >&2
  exit 69
fi
mkdir -p "$cache/go" "$cache/bin"
cd "$cache/go"
export CGO_ENABLED=0 GOFLAGS=-mod=mod GOGC=800 # fewer collections: memory for time

# Kubernetes' own go.mod names its parts by their folders; here they are the modules of the same release. CoreDNS, the
# cluster's name server, shares most of them: with it in the same file they are compiled once for both.
if ! parts=$(go mod download -json "k8s.io/kubernetes@v$kubernetes" | jq -r .GoMod); then
  echo "not run: the Go module k8s.io/kubernetes $kubernetes cannot be had, as the lines above say" >&2
  exit 69
fi
{
  printf 'module propensity/kube\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes v%s\nrequire github.com/coredns/coredns v%s\n\n' \
    "$kubernetes" "$coredns"
  sed -n 's|.*\(k8s.io/[a-z-]*\) => \./staging/.*|replace \1 => \1 v0.'"${kubernetes#1.}"'|p' "$parts"
} >go.mod
for program in dns pause; do
  mkdir -p "$program"
  cp "$here/programs/$program.go" "$program/main.go"
done

compile() { # PROGRAM...
  local program begin version=k8s.io/component-base/version
  for program in "$@"; do
    begin=$SECONDS
    echo "Compiling ${program##*/}"
    nice -n 19 go build -trimpath \
      -ldflags "-s -w -X $version.gitVersion=v$kubernetes -X $version.gitMajor=1 -X $version.gitMinor=34" \
      -o "$cache/bin/${program##*/}" "$program"
    echo "Compiled ${program##*/} in $((SECONDS - begin)) s"
  done
}

if ! stands made-of "$api"; then
  compile k8s.io/kubernetes/cmd/kube-apiserver
  printf '%s\n' "$api" >"$cache/bin/made-of"
fi
if [[ $part == node ]]; then
  compile ./pause ./dns k8s.io/kubernetes/cmd/kube-{controller-manager,scheduler,proxy} k8s.io/kubernetes/cmd/kubelet
  printf '%s\n' "$node" >"$cache/bin/node-made-of"
fi
