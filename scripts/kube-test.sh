#!/usr/bin/env bash
# Tests k8s/ and the service's launcher on a real API server of Kubernetes, with etcd, on this machine:
#
#   scripts/kube-test.sh up            builds it if it is not built, starts it, and returns
#   scripts/kube-test.sh test [NAME]   runs the tests of scripts/kube/test.sh on it, or one of them
#   scripts/kube-test.sh run COMMAND   a command beside it, such as kubectl get sparkapplications -A
#   scripts/kube-test.sh down          ends it, and leaves nothing behind but what was built
#   scripts/kube-test.sh all           up, test, down
#
# There are no nodes: objects are checked, kept, shown and refused, and no pod runs. Wants root, jq, openssl, kubectl, Debian's
# etcd-server, and a go to build with; ends with 69, naming what is not there. It runs in namespaces of its
# own: it takes no port and no address of the machine's.
#
#   KUBE_CACHE     where it is built and kept, target/kube by default
#   KUBE_BUILT     `only`: ends with 69 where it is not built there yet, or in another version
#   OPERATOR_CRDS  a folder with the operator's own definitions, instead of those made of the build's schema
set -euo pipefail

stop() {
  echo "kube-test.sh: $2" >&2
  exit "$1"
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
fi
action=${1:-}
shift || true
case $action in
  up | down | all) (($# == 0)) || stop 64 "$action takes no arguments" ;;
  test) (($# < 2)) || stop 64 "test takes the name of one test, or none" ;;
  run) (($# > 0)) || stop 64 "run wants a command, such as kubectl get sparkapplications" ;;
  *) stop 64 "'$action' is none of up, test, run, down and all; see scripts/kube-test.sh --help" ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
cache=$(realpath -m "${KUBE_CACHE:-target/kube}")
run=$cache/run
unshare="" # the process above those of a cluster that this script starts

require_tools() {
  local tool missing=()
  for tool in kubectl jq openssl etcd ip unshare nsenter; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) ||
    stop 69 "not run: there is no ${missing[*]} here; --help names the packages"
  [[ $(id -u) == 0 ]] || stop 69 "not run: only root may make namespaces"
}

is_up() { lives && [[ -f $run/ready ]]; }

# A command among its processes, with its kubeconfig; what it leaves behind goes with them.
within() {
  is_up || stop 69 "no API server is up: run scripts/kube-test.sh up"
  KUBECONFIG=$run/kubeconfig TMPDIR=$run nsenter --target "$(<"$run/pid")" --mount --net --pid --wd="$PWD" -- "$@"
}

up() {
  ! is_up || stop 64 "one is up already: end it by scripts/kube-test.sh down"
  require_tools
  scripts/kube/build.sh "$cache"
  trap down EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  down
  mkdir -p "$run/log"
  setsid unshare --mount --net --pid --fork --kill-child --mount-proc \
    scripts/kube/cluster.sh "$cache" "$run" >"$run/log/cluster.log" 2>&1 </dev/null &
  unshare=$!
  disown
  local begin=$SECONDS
  until is_up; do
    if [[ -f $run/failed ]] || ! kill -0 "$unshare" 2>/dev/null || ((SECONDS - begin > 240)); then
      tail -n 3 "$run/log/cluster.log" >&2
      trap - EXIT # its logs stay
      end
      stop 70 "it did not come up: $(cat "$run/failed" 2>/dev/null || echo "see $run/log/")"
    fi
    [[ -s $run/pid ]] || ps -o pid= --ppid "$unshare" | tr -d ' ' >"$run/pid" || true
    sleep 0.2
  done
  echo "An API server is up, after $((SECONDS - begin)) s; its kubectl: scripts/kube-test.sh run kubectl"
}

# Whether the first process of it is there; not another one that has its number.
lives() {
  [[ -s $run/pid ]] && grep -qaF scripts/kube/cluster.sh "/proc/$(<"$run/pid")/cmdline" 2>/dev/null
}

# The first process takes all others along, and they what they listen at.
end() {
  if lives; then
    kill -KILL "$(<"$run/pid")"
    while lives; do sleep 0.1; done
  elif [[ -n $unshare ]]; then
    kill -KILL "$unshare" 2>/dev/null || true # and its child with it
  fi
}

down() {
  end
  rm -rf "$run"
}

case $action in
  up)
    up
    trap - EXIT
    ;;
  down) down ;;
  run) within "$@" ;;
  test) within scripts/kube/test.sh "$@" ;;
  all)
    up
    within scripts/kube/test.sh & # where a signal can still reach this script
    wait $!
    ;;
esac
