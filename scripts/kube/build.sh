#!/usr/bin/env bash
# Compiles Kubernetes' API server for scripts/kube-test.sh, once: scripts/kube/build.sh FOLDER
#
# FOLDER/bin/kube-apiserver is made of Go modules: 10 to 30 minutes on two cores, 3 GB of Go's caches. What
# stands is left as it is.
#
#   KUBE_BUILT  `only`: ends with 69 where it does not stand yet, or in another version
set -euo pipefail

cache=${1:?a folder}
kubernetes=1.34.4 coredns=1.12.4
made_of="Kubernetes $kubernetes"
if [[ -f $cache/bin/made-of && $(<"$cache/bin/made-of") == "$made_of" ]]; then
  exit 0
fi
if [[ ${KUBE_BUILT:-} == only ]]; then
  echo "kube-test.sh: not run: $made_of is not built in $cache; scripts/kube-test.sh up builds it" >&2
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

begin=$SECONDS version=k8s.io/component-base/version
echo "Compiling Kubernetes $kubernetes's API server"
nice -n 19 go build -trimpath \
  -ldflags "-s -w -X $version.gitVersion=v$kubernetes -X $version.gitMajor=1 -X $version.gitMinor=34" \
  -o "$cache/bin/kube-apiserver" k8s.io/kubernetes/cmd/kube-apiserver
printf '%s\n' "$made_of" >"$cache/bin/made-of"
echo "Compiled it in $((SECONDS - begin)) s"
