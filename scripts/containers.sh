# shellcheck shell=bash
# What tests in containers need: Docker Engine, one of our own where none answers, and images of Debian with this node.
# Sourced after scripts/steps.sh. Images stay in a cache of the user; an engine that was started here ends with the script.

containers_home="${TRACT_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tract-tests}"
# One engine for the whole machine, whatever the cache: two would give the same addresses to their containers.
engine_home=/run/tract-tests
# Its helper image comes from a registry; the tests remove what they start.
export TESTCONTAINERS_RYUK_DISABLED=true

# start_docker WHAT-FOR: false where no engine can run, which is told.
start_docker() {
  local purpose="$1"
  if docker_answers; then return; fi
  if [ "$(id -u)" != 0 ]; then
    leave_out "$purpose: no Docker Engine answers, and only root can start one"
    return 1
  fi
  if ! command -v dockerd >/dev/null; then
    install_debian "$purpose" docker.io
    if ! command -v dockerd >/dev/null; then return 1; fi
    # The package may have started a service of the system.
    if docker_answers; then return; fi
  fi
  if own_docker; then return; fi
  tail -n 5 "$engine_home/dockerd.log" >&2 || true
  leave_out "$purpose: dockerd does not start on this machine; it said why in $engine_home/dockerd.log"
  return 1
}

docker_answers() { docker info >/dev/null 2>&1; }

# Several checkouts may use the engine at once: each holds the lock on `in-use`, and one starts it at a time.
own_docker() {
  mkdir -p "$containers_home" "$engine_home"
  export DOCKER_HOST="unix://$engine_home/docker.sock"
  exec {in_use}>"$engine_home/in-use"
  flock --shared "$in_use"
  at_end+=(stop_docker)
  local starting status=0
  exec {starting}>"$engine_home/starting"
  flock "$starting"
  docker_answers || launch_docker "$starting" || status=1
  exec {starting}>&-
  return "$status"
}

# The locks are not for the engine to keep, and the end of this script must not end it for another one.
launch_docker() {
  local starting="$1" pid
  rm -f "$engine_home/dockerd.pid"
  setsid dockerd --data-root "$containers_home/docker" --exec-root "$engine_home/exec" \
    --pidfile "$engine_home/dockerd.pid" --host "$DOCKER_HOST" \
    {in_use}>&- {starting}>&- </dev/null >"$engine_home/dockerd.log" 2>&1 &
  pid=$!
  for _ in {1..300}; do
    # What a run that was killed left behind is no use to anybody.
    if docker_answers; then docker system prune --force --volumes >/dev/null && return; fi
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.2
  done
  kill "$pid"
  return 1
}

stop_docker() {
  local pid
  flock --unlock "$in_use"
  # Somebody else's run goes on with it.
  flock --exclusive --nonblock "$in_use" || return 0
  pid="$(cat "$engine_home/dockerd.pid" 2>/dev/null)" || return 0
  kill "$pid" 2>/dev/null || return 0
  timeout 30 tail --pid="$pid" -f /dev/null || echo "error: dockerd (process $pid) does not end" >&2
}

# make_image WHAT-FOR PACKAGE...: `made_image` names an image with these packages of Debian (its `release`, if set, else the
# one of this machine) and the node that runs here;
# it is empty where there can be none, which is told. TRACT_TEST_BASE_IMAGE names one of Debian to begin with.
make_image() {
  local purpose="$1" base="${TRACT_TEST_BASE_IMAGE:-}" suite node
  shift
  # The node that runs here needs the libraries of this release.
  # shellcheck source=/dev/null
  suite="${release:-$(. /etc/os-release && [ "$ID" = debian ] && echo "${VERSION_CODENAME:-}")}" || suite=bookworm
  node="$(node -p process.execPath)"
  made_image="tract-test:$(printf '%s\n' 1 "$base" "$suite" "$(sha256sum <"$node")" "$@" | sha256sum | cut -c1-16)"
  if docker image inspect "$made_image" >/dev/null 2>&1; then return; fi
  if [ -z "$base" ]; then
    image_can_be_made "$purpose" || return 0
  fi
  echo "== image of Debian with $*"
  mkdir -p "$containers_home"
  if [ -n "$base" ]; then
    image_from "$base" "$node" "$@" || made_image=''
  else
    image_of_packages "$suite" "$node" "$@" || made_image=''
  fi >"$containers_home/image.log" 2>&1
  if [ -n "$made_image" ]; then return; fi
  tail -n 5 "$containers_home/image.log" >&2
  leave_out "$purpose: the image could not be made; why is in $containers_home/image.log"
}

# image_can_be_made WHAT-FOR
image_can_be_made() {
  if [ "$(id -u)" != 0 ]; then
    made_image=''
    leave_out "$1: only root can make an image of Debian packages; TRACT_TEST_BASE_IMAGE may name one, such as debian:bookworm-slim"
    return 1
  fi
  install_debian "$1" mmdebstrap
  if ! command -v mmdebstrap >/dev/null; then
    made_image=''
    return 1
  fi
}

# image_of_packages SUITE NODE PACKAGE...: from the mirror of this machine, without any registry.
image_of_packages() {
  local suite="$1" node="$2" mirror id packages
  shift 2
  packages="$(printf '%s,' "$@")"
  # shellcheck disable=SC2016 # apt-get fills it in
  mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' "Codename: $suite" | head -n 1)"
  local no_pages=(--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*')
  # It writes many small files: in memory that takes half the time.
  if [ "$(df --output=avail /dev/shm | tail -n 1)" -gt 2000000 ]; then export TMPDIR=/dev/shm; fi
  # shellcheck disable=SC2016 # mmdebstrap names the folder
  id="$(mmdebstrap --mode=root --variant=minbase "${no_pages[@]}" --dpkgopt=force-unsafe-io --include="${packages%,}" \
    --customize-hook="upload $node /usr/local/bin/node" --customize-hook='chmod 755 "$1/usr/local/bin/node"' \
    "$suite" - "${mirror:-http://deb.debian.org/debian}" | docker import -)" && docker tag "$id" "$made_image"
}

# image_from BASE NODE PACKAGE...
image_from() {
  local base="$1" folder
  folder="$(mktemp -d)"
  cp "$2" "$folder/node"
  shift 2
  cat >"$folder/Dockerfile" <<END
FROM $base
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends $*
COPY node /usr/local/bin/node
END
  local status=0
  DOCKER_BUILDKIT=0 docker build --tag "$made_image" "$folder" || status=1
  rm -rf "$folder"
  return "$status"
}

# prepare_containers: TRACT_TEST_IMAGE names the image of the tests in containers; unset where they cannot run.
prepare_containers() {
  local purpose='networks that break, and a server with systemd, in containers'
  start_docker "$purpose" || return 0
  make_image "$purpose" "${server_packages[@]}"
  if [ -n "$made_image" ]; then export TRACT_TEST_IMAGE="$made_image"; fi
}

server_packages=(ca-certificates curl dbus git iproute2 openssh-server procps systemd systemd-sysv)

# prepare_next_image: TRACT_TEST_NEXT_IMAGE names an image like it of the Debian release after that; unset where there is none.
# Where a base image is named, TRACT_TEST_NEXT_BASE_IMAGE names one for this.
prepare_next_image() {
  if [ -z "${TRACT_TEST_IMAGE:-}" ]; then return; fi
  release=trixie TRACT_TEST_BASE_IMAGE="${TRACT_TEST_NEXT_BASE_IMAGE:-}" make_image 'the installer on a second release of Debian' "${server_packages[@]}"
  if [ -n "$made_image" ]; then export TRACT_TEST_NEXT_IMAGE="$made_image"; fi
}

# prepare_node_image: TRACT_TEST_NODE_IMAGE names an image that stands for node:22-bookworm-slim: with this node and npm, and
# with every package of package-lock.json in npm's cache, so that the Dockerfile needs no registry. Unset where there is none.
prepare_node_image() {
  if [ -z "${TRACT_TEST_IMAGE:-}" ]; then return; fi
  local npm image
  npm="$(dirname "$(dirname "$(realpath "$(command -v npm)")")")"
  image="tract-test-node:$({ echo "1 $TRACT_TEST_IMAGE" && cat "$npm/package.json" package-lock.json; } | sha256sum | cut -c1-16)"
  if ! docker image inspect "$image" >/dev/null 2>&1; then
    echo '== image of node with npm'
    if ! node_image "$image" "$npm" >"$containers_home/image.log" 2>&1; then
      tail -n 5 "$containers_home/image.log" >&2
      leave_out "the service in a container: its base image could not be made; why is in $containers_home/image.log"
      return
    fi
  fi
  export TRACT_TEST_NODE_IMAGE="$image"
}

# node_image NAME NPM
node_image() {
  local folder status=0
  folder="$(mktemp -d)"
  mkdir "$folder/packages"
  cp package.json package-lock.json "$folder/packages/"
  (cd "$folder/packages" && npm ci --cache "$folder/cache" --ignore-scripts --no-audit --no-fund --loglevel=error) || status=1
  rm -rf "$folder/packages"
  cp -r "$2" "$folder/npm"
  cat >"$folder/Dockerfile" <<END
FROM $TRACT_TEST_IMAGE
COPY npm /usr/local/lib/node_modules/npm
COPY cache /var/cache/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && rm -rf /etc/apt/sources.list*
ENV npm_config_cache=/var/cache/npm npm_config_offline=true
END
  if [ "$status" = 0 ]; then DOCKER_BUILDKIT=0 docker build --tag "$1" "$folder" || status=1; fi
  rm -rf "$folder"
  return "$status"
}
