#!/usr/bin/env bash
# Tests k8s/, the images and the service's launcher on a real Kubernetes of one node, on this machine:
#
#   scripts/kube-test.sh up [api]      builds what is not built, starts it, and returns
#   scripts/kube-test.sh test [NAME]   runs the tests of scripts/kube/test.sh on it, or one of them
#   scripts/kube-test.sh run COMMAND   a command beside it, such as kubectl get pods -A
#   scripts/kube-test.sh down          ends it, and leaves nothing behind but what was built
#   scripts/kube-test.sh all [api]     up, test, down
#
# The node counts as one of 2 cores and 4 GB; it has etcd, API server, controllers, scheduler, kubelet with containerd, proxy
# and DNS, and images made of this build (mvn package -DskipTests). With `api` there are etcd and an API server alone, and
# the tests that want no pods.
#
# Wants root, jq, openssl, kubectl, Debian's etcd-server, and a go to build with; for the node also containerd, runc,
# containernetworking-plugins, conntrack, iptables, buildah, debootstrap and unzip. Ends with 69, naming what is not
# there. It runs in namespaces of its own: it takes no port, address, mount or route of the machine's.
#
#   KUBE_CACHE     where it is built and kept, target/kube by default
#   KUBE_BUILT     `only`: ends with 69 where it is not built there yet, or in another version
#   OPERATOR_CRDS  a folder with the definitions of another release of the operator than 2.5.2
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
part=node
case $action in
  up | all)
    [[ $# == 0 || "$*" == api ]] || stop 64 "$action takes no arguments but api"
    part=${1:-node}
    ;;
  down) (($# == 0)) || stop 64 "down takes no arguments" ;;
  test) (($# < 2)) || stop 64 "test takes the name of one test, or none" ;;
  run) (($# > 0)) || stop 64 "run wants a command, such as kubectl get pods" ;;
  *) stop 64 "'$action' is none of up, test, run, down and all; see scripts/kube-test.sh --help" ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
cache=$(realpath -m "${KUBE_CACHE:-target/kube}")
run=$cache/run
group=propensity-kube-$(cksum <<<"$run" | cut -d ' ' -f 1) # of cgroups
unshare="" # the process above those of a cluster that this script starts

require_tools() {
  local tool missing=() tools=(kubectl jq openssl etcd ip unshare nsenter)
  if [[ $part == node ]]; then
    tools+=(containerd ctr runc conntrack iptables buildah debootstrap unzip /usr/lib/cni/bridge)
  fi
  for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) ||
    stop 69 "not run: there is no ${missing[*]} here; --help names the packages"
  [[ $(id -u) == 0 ]] || stop 69 "not run: only root may make namespaces"
  [[ $part == api || -d /sys/fs/cgroup/memory ]] ||
    stop 69 "not run: there is no /sys/fs/cgroup/memory, and the node knows cgroups of version 1 alone; try $action api"
}

is_up() { lives && [[ -f $run/ready ]]; }

# A command among its processes, with its kubeconfig; what it leaves behind goes with them.
within() {
  is_up || stop 69 "no cluster is up: run scripts/kube-test.sh up"
  KUBECONFIG=$run/kubeconfig KUBECACHEDIR=$run/kubectl KUBE_RUN=$run TMPDIR=$run \
    nsenter --target "$(<"$run/pid")" --mount --net --pid --wd="$PWD" -- "$@"
}

up() {
  ! is_up || stop 64 "one is up already: end it by scripts/kube-test.sh down"
  require_tools
  scripts/kube/build.sh "$cache" "$part"
  [[ $part == api ]] || scripts/kube/images.sh "$cache"
  trap down EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  down
  mkdir -p "$run/log"
  service_rules >"$run/rules"
  local groups=()
  [[ $part == api ]] || groups=("$group")
  setsid unshare --mount --net --pid --fork --kill-child --mount-proc \
    scripts/kube/cluster.sh "$cache" "$run" "${groups[@]}" >"$run/log/cluster.log" 2>&1 </dev/null &
  unshare=$!
  disown
  local begin=$SECONDS
  until is_up; do
    if [[ -f $run/failed ]] || ! kill -0 "$unshare" 2>/dev/null || ((SECONDS - begin > 400)); then
      tail -n 3 "$run/log/cluster.log" >&2
      trap - EXIT # its logs stay
      end
      stop 70 "it did not come up: $(cat "$run/failed" 2>/dev/null || echo "see $run/log/")"
    fi
    [[ -s $run/pid ]] || ps -o pid= --ppid "$unshare" | tr -d ' ' >"$run/pid" || true
    sleep 0.2
  done
  local kind="A Kubernetes of one node"
  [[ $part == node ]] || kind="A Kubernetes without nodes"
  echo "$kind is up, after $((SECONDS - begin)) s; its kubectl: scripts/kube-test.sh run kubectl"
}

# Whether the first process of it is there; not another one that has its number.
lives() {
  [[ -s $run/pid ]] && grep -qaF scripts/kube/cluster.sh "/proc/$(<"$run/pid")/cmdline" 2>/dev/null
}

# The first process takes all others along, and they what they listen at, mount and route; their cgroups are empty then.
end() {
  if lives; then
    kill -KILL "$(<"$run/pid")"
    while lives; do sleep 0.1; done
  elif [[ -n $unshare ]]; then
    kill -KILL "$unshare" 2>/dev/null || true # and its child with it
  fi
  local folder begin=$SECONDS
  for folder in /sys/fs/cgroup/*/"$group"; do
    while [[ -d $folder ]] && ((SECONDS - begin < 20)); do
      find "$folder" -depth -type d -exec rmdir {} \; 2>/dev/null || sleep 0.2 # processes that end are in it still
    done
  done
}

# Rules of a cluster's services in the machine's own tables.
service_rules() { iptables-save 2>/dev/null | grep -c KUBE- || true; }

# What is there of a cluster on the machine itself: nothing, once it was ended.
left_behind() {
  find /sys/fs/cgroup -maxdepth 2 -name "$group"
  grep -lsF " $run/" /proc/self/mountinfo /proc/[0-9]*/mountinfo || true # of processes in its namespaces, too
  ip -o link show kube0 2>/dev/null || true
  if [[ -f $run/rules && $(service_rules) != "$(<"$run/rules")" ]]; then
    echo "rules in iptables"
  fi
}

down() {
  local left begin=$SECONDS
  end
  while left=$(left_behind) && [[ -n $left ]] && ((SECONDS - begin < 30)); do
    sleep 0.2 # the last processes still end
  done
  [[ -z $left ]] || stop 70 "of the cluster there is left: $left"
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
