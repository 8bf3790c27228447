#!/usr/bin/env bash
# Builds the images of the jobs and of the service, and prints their sizes; after mvn package -DskipTests:
#
#   scripts/images.sh [--debian] [--save FOLDER]
#
# With docker where its daemon answers, else with buildah. The tag is the release of pom.xml.
#
#   --debian       makes the base as well, of Debian's packages with debootstrap, as root: where no registry
#                  of images is within reach. A base that was made before is taken again
#   --save FOLDER  writes each image to FOLDER/NAME.tar, which docker load, kind load image-archive and
#                  ctr images import take; a list of several platforms as an archive of OCI's layout
#
#   JRE_IMAGE      the base: a JRE 17 on glibc; the Dockerfiles name Eclipse Temurin's
#   REGISTRY       what goes before the names, such as registry.example.com/team
#   VERSION        another tag
#   PLATFORM       such as linux/arm64, where base and engine know it. The jobs score on arm64 and train on
#                  amd64 alone. Several, linux/amd64,linux/arm64, become one list of images under the tag, by
#                  buildah, which  buildah manifest push --all NAME docker://NAME  uploads
#   ENGINE         docker or buildah
set -euo pipefail

stop() {
  echo "images.sh: $2" >&2
  exit "$1"
}

debian="" save=""
while (($# > 0)); do
  case $1 in
    -h | --help)
      sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    --debian) debian=yes ;;
    --save)
      save=${2:-}
      [[ -n $save && $save != -* ]] || stop 64 "--save wants a folder"
      mkdir -p "$save"
      save=$(cd "$save" && pwd)
      shift
      ;;
    *) stop 64 "$1 is not an option; see scripts/images.sh --help" ;;
  esac
  shift
done
[[ -z $debian || -z ${JRE_IMAGE:-} ]] || stop 64 "--debian makes the base that JRE_IMAGE names: give one of them"
[[ -z $debian || -z ${PLATFORM:-} ]] || stop 64 "--debian makes a base for this machine alone: leave PLATFORM out"
several=""
if [[ ${PLATFORM:-} == *,* ]]; then
  several=${PLATFORM//[^,]/}
  [[ $PLATFORM =~ ^[a-z0-9]+(/[a-z0-9]+)+(,[a-z0-9]+(/[a-z0-9]+)+)+$ ]] ||
    stop 64 "PLATFORM is '$PLATFORM': write such as linux/amd64,linux/arm64"
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
for file in config-api/target/app/config-api.jar predict-job/target/predict-job.jar \
  training-job/target/training-job.jar spark-home/target/spark/bin/spark-submit; do
  [[ -f $file ]] || stop 66 "there is no $file: run 'mvn package -DskipTests' first"
done

engine=${ENGINE:-}
if [[ -n $several ]]; then
  [[ ${engine:-buildah} == buildah ]] || stop 64 "$engine keeps one platform under a tag: leave ENGINE out, or give one PLATFORM"
  buildah --version >/dev/null 2>&1 || stop 69 "there is no buildah, by which several platforms come under one tag: install it"
  engine=buildah
elif [[ -z $engine ]]; then
  if docker info >/dev/null 2>&1; then
    engine=docker
  elif buildah --version >/dev/null 2>&1; then
    engine=buildah
  else
    stop 69 "neither a docker daemon answers nor is there a buildah: install one of them"
  fi
fi
case $engine in
  docker)
    prefix=${REGISTRY:+$REGISTRY/}
    build() { docker build --file "$@" .; }
    is_there() { docker image inspect "$1" >/dev/null 2>&1; }
    import() { docker import "$2" "$1" >/dev/null; }
    archive() { docker save --output "$2" "$1"; }
    ;;
  buildah)
    # Where processes in containers may not have namespaces of their own, chroot does.
    export BUILDAH_ISOLATION=${BUILDAH_ISOLATION:-chroot}
    # As docker and containerd read a name without a registry.
    prefix=${REGISTRY:-docker.io}/
    build() { buildah build --quiet --layers --ignorefile "$1.dockerignore" --file "$@" . >/dev/null; }
    # Layers that were kept of one platform are taken for another's: none are. What had the name goes first: a list grows.
    build_list() { # DOCKERFILE IMAGE ARGUMENT...
      local count
      buildah manifest rm "$2" >/dev/null 2>&1 || buildah rmi --force "$2" >/dev/null 2>&1 || true
      buildah build --quiet --ignorefile "$1.dockerignore" --file "$1" --manifest "$2" "${@:3}" . >/dev/null
      count=$(buildah manifest inspect "$2" | grep -c '"architecture"') || true
      ((count == ${#several} + 1)) || stop 70 "$2 holds $count images, not one for each of $PLATFORM"
    }
    archive_list() {
      rm -f "$2"
      buildah manifest push --quiet --all "$1" "oci-archive:$2:$1"
    }
    is_there() { buildah inspect --type image "$1" >/dev/null 2>&1; }
    import() {
      local container
      container=$(buildah from scratch)
      buildah add --quiet "$container" "$2" / >/dev/null
      buildah commit --quiet --rm "$container" "$1" >/dev/null
    }
    archive() {
      rm -f "$2"
      buildah push --quiet "$1" "docker-archive:$2:$1"
    }
    ;;
  *) stop 64 "ENGINE is '$engine': write docker or buildah" ;;
esac

# The packages of a JRE, and what figures of models are drawn with, in a Debian of nothing else.
make_base() {
  local work
  command -v debootstrap >/dev/null || stop 69 "there is no debootstrap, with which --debian makes the base"
  [[ $(id -u) == 0 ]] || stop 77 "--debian runs debootstrap, which wants root"
  echo "Making the base $1 of Debian's packages"
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$work'" EXIT
  debootstrap --variant=minbase --include=ca-certificates,openjdk-17-jre-headless,fontconfig,fonts-dejavu-core \
    bookworm "$work/debian" >"$work/log" || {
    tail -n 5 "$work/log" >&2
    stop 69 "debootstrap could not make the base"
  }
  rm -rf "$work"/debian/{var/cache/apt/*,var/lib/apt/lists/*,usr/share/locale/*,usr/share/man/*}
  tar -C "$work/debian" -cf "$work/base.tar" .
  import "$1" "$work/base.tar"
  rm -rf "$work"
}

version=${VERSION:-$(sed -n '/<artifactId>propensity<\/artifactId>/{n;s|.*<version>\([^<]*\)</version>.*|\1|;s/-SNAPSHOT$//;p;q}' pom.xml)}
options=()
if [[ -n $debian ]]; then
  JRE_IMAGE=${prefix}propensity/jre:17-bookworm
  is_there "$JRE_IMAGE" || make_base "$JRE_IMAGE"
fi
[[ -z ${JRE_IMAGE:-} ]] || options+=(--build-arg "JRE_IMAGE=$JRE_IMAGE")
[[ -z ${PLATFORM:-} ]] || options+=(--platform "$PLATFORM")

for name in jobs config-api; do
  image=${prefix}propensity/$name:$version
  arguments=("${options[@]}")
  dockerfile=config-api/Dockerfile
  if [[ $name == jobs ]]; then
    dockerfile=docker/jobs/Dockerfile
    arguments+=(--build-arg "GIT_COMMIT=$(git rev-parse HEAD 2>/dev/null || true)")
  fi
  echo "Building $image with $engine"
  if [[ -n $several ]]; then
    build_list "$dockerfile" "$image" "${arguments[@]}"
    [[ -z $save ]] || archive_list "$image" "$save/$name.tar"
    echo "$image: a list of $PLATFORM"
    continue
  fi
  build "$dockerfile" --tag "$image" "${arguments[@]}"
  if [[ -n $save ]]; then
    archive "$image" "$save/$name.tar"
  fi
  echo "$image: $("$engine" images --format '{{.Size}}' "$image")"
done
