# The node of scripts/kube/cluster.sh, which reads this file: what it wants of the machine, and its programs.
#
# It counts as one of 2 cores and 4 GB, of which half a core and 696 MB are kept for what every cluster runs as pods, and
# this one beside them: the controllers, the proxy and the name server.
# shellcheck shell=bash disable=SC2154 # run, cache, address and group are those of cluster.sh

node_cores=2 node_mebibytes=4096 system_millicores=500 system_mebibytes=696 eviction_mebibytes=100

# What Kubernetes expects in these places lies in $run, and its settings of the kernel are read as set already.
prepare_node() {
  local name value controller set
  mount --make-rshared /
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p "$run"/{lib,etc/cni,sysctl} /run/lock
  mount --bind "$run/lib" /var/lib
  mount --bind "$run/log" /var/log
  mkdir -p /var/lib/{containerd,cni,kubelet} /var/log/{pods,containers}
  while read -r name value; do
    [[ -e /proc/sys/$name ]] || continue
    printf '%s\n' "$value" >"$run/sysctl/${name//\//.}"
    mount --bind "$run/sysctl/${name//\//.}" "/proc/sys/$name"
  done <<'END'
vm/overcommit_memory 1
vm/panic_on_oom 0
kernel/panic 10
kernel/panic_on_oops 1
kernel/keys/root_maxkeys 1000000
kernel/keys/root_maxbytes 25000000
END

  ip link add kube0 type bridge
  ip address add "$address/16" dev kube0
  ip link set kube0 up
  ip route add default dev kube0 # else addresses of services lead nowhere
  echo 1 >/proc/sys/net/ipv4/ip_forward

  for controller in /sys/fs/cgroup/*/; do
    [[ -e $controller/cgroup.procs ]] || continue
    mkdir -p "$controller/$group"
    for set in cpuset.cpus cpuset.mems; do
      [[ ! -e $controller/$set ]] || cat "$controller/$set" >"$controller/$group/$set"
    done
  done
}

write_settings() {
  local cores mebibytes
  cores=$(nproc) mebibytes=$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)
  ((cores >= node_cores && mebibytes >= node_mebibytes)) ||
    fail 69 "a node of $node_cores cores and $node_mebibytes MB wants as much of the machine, which has $cores and $mebibytes"
  cat >"$run/etc/containerd.toml" <<END
version = 2
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "docker.io/propensity/pause:1"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$run/etc/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
END
  cat >"$run/etc/cni/pods.conflist" <<END
{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "kube0", "isGateway": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "${address%.*.*}.0.0/16"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
END
  cat >"$run/etc/kubelet.yaml" <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: /$group
failCgroupV1: false
failSwapOn: false
oomScoreAdj: 0
clusterDNS: [$address]
clusterDomain: cluster.local
resolvConf: ""
volumePluginDir: /var/lib/kubelet/plugins
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
systemReserved:
  cpu: $(((cores - node_cores) * 1000 + system_millicores))m
  memory: $((mebibytes - node_mebibytes + system_mebibytes - eviction_mebibytes))Mi
evictionHard: {memory.available: ${eviction_mebibytes}Mi, nodefs.available: 1%, imagefs.available: 1%}
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
nodeStatusUpdateFrequency: 3s
END
  cat >"$run/etc/Corefile" <<END
.:53 {
  errors
  kubernetes cluster.local {
    kubeconfig $run/kubeconfig
    pods insecure
  }
}
END
}

# Beside the API server's start.
import_images() {
  local image
  for image in "$cache"/images/*.tar; do
    ctr -n k8s.io images import "$image" >>"$run/log/images.log" 2>&1 ||
      fail 70 "$image cannot be imported: see $run/log/images.log"
  done
}

start_kubelet() {
  start kubelet kubelet --config "$run/etc/kubelet.yaml" --kubeconfig="$KUBECONFIG" \
    --root-dir=/var/lib/kubelet --node-ip="$address" --hostname-override=node
}

start_node() {
  start controllers kube-controller-manager --kubeconfig="$KUBECONFIG" --leader-elect=false \
    --service-account-private-key-file="$run/pki/accounts.key" --root-ca-file="$run/pki/apiserver.crt" \
    --use-service-account-credentials --node-monitor-grace-period=20s
  start scheduler kube-scheduler --kubeconfig="$KUBECONFIG" --leader-elect=false
  start proxy kube-proxy --kubeconfig="$KUBECONFIG" --hostname-override=node --proxy-mode=iptables \
    --masquerade-all --conntrack-max-per-core=0 --conntrack-tcp-timeout-established=0s --conntrack-tcp-timeout-close-wait=0s
  start dns dns -conf "$run/etc/Corefile"
  start_kubelet
  await 120 "the node" kubectl wait --for=condition=Ready node/node --timeout=1s
  await 30 "the account of the namespace default" kubectl get serviceaccount default
}
