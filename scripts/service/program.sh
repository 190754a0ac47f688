# shellcheck shell=bash
# The program: each version in a folder of its own, and `current`, which names the one in use.

install_program() {
  local package="${PACKAGE:-$(cd "$SCRIPTS/.." && pwd)}" version
  version="$(version_of "$package")"
  if is_beyond "$version"; then
    say "version $(version_in_use) stays: the services updated themselves beyond $version"
  else
    use_release "$version" "$package"
  fi
  link "$(node_program)" "$PROGRAM_DIR/node"
  install_script tract-sync /usr/local/sbin/tract-sync 'the program with the settings of a project'
  install_script tract-start "$STARTER" 'what systemd starts'
}

# is_beyond VERSION: what updates itself is never taken back by running this again.
is_beyond() {
  local present
  present="$(version_in_use)"
  self_update_allowed && [ "$present" != "$1" ] && [ "$(printf '%s\n' "$present" "$1" | sort -V | tail -n 1)" = "$present" ]
}

version_in_use() { basename "$(readlink "$PROGRAM_DIR/current")"; }

# use_release VERSION PACKAGE
use_release() {
  local release="$PROGRAM_DIR/releases/$1" runs=no
  if [ ! -e "$release/bin/tract" ]; then
    do_it "version $1 in $release" install_release "$2" "$release"
  fi
  if [ "$(readlink "$PROGRAM_DIR/current")" = "releases/$1" ]; then return; fi
  if [ -e "$PROGRAM_DIR/trial" ]; then do_it 'the trial of another version ends' rm -f "$PROGRAM_DIR/trial"; fi
  systemctl is-active --quiet "$UNIT" 2>/dev/null && runs=yes
  link "releases/$1" "$PROGRAM_DIR/current"
  # It would by itself, in a moment; what comes next needs it to be there.
  if [ "$runs" = yes ]; then do_it "$UNIT starts again, with $1" systemctl restart "$UNIT"; fi
}

# install_script NAME PATH WORDS
install_script() {
  if cmp -s "$SCRIPTS/service/$1" "$2"; then return; fi
  do_it "$2, $3" install -D --mode=755 "$SCRIPTS/service/$1" "$2"
}

version_of() {
  if [ -d "$1" ]; then
    node -p 'require(process.argv[1]).version' "$1/package.json"
  else
    tar -xOzf "$1" package/package.json | node -p 'JSON.parse(require("node:fs").readFileSync(0, "utf8")).version'
  fi
}

# Beside its place first, so that a version is there whole or not at all. It belongs to root, so that the service cannot
# change itself, unless that was allowed: then nothing is done there as root.
install_release() {
  local package="$1" release="$2" readable cache
  readable="$(mktemp -d)"
  cache="$(as_owner mktemp -d)"
  if [ -d "$package" ]; then
    package="$readable/$(cd "$package" && npm pack --silent --pack-destination "$readable" | tail -n 1)"
  else
    cp "$package" "$readable/package.tgz"
    package="$readable/package.tgz"
  fi
  chmod -R a+rX "$readable"
  as_owner rm -rf "$release.new"
  as_owner mkdir -p "$release.new"
  as_owner npm install --global --prefix "$release.new" --cache "$cache" --omit=dev --ignore-scripts --no-audit --no-fund \
    --loglevel=error "$package"
  if ! self_update_allowed; then
    chgrp -R tract "$PROGRAM_DIR/releases"
    chmod -R u=rwX,g=rX,o= "$PROGRAM_DIR/releases"
  fi
  as_owner mv -T "$release.new" "$release"
  as_owner rm -rf "$cache"
  rm -rf "$readable"
}

as_owner() {
  if self_update_allowed; then as_tract "$@"; else "$@"; fi
}

# A node that only its installer can run would stop the service at its first start.
node_program() {
  local program
  program="$(realpath "$(command -v node)")"
  if ! dry && ! runuser -u tract -- "$program" --version >/dev/null 2>&1; then
    fail "$program cannot be run by the user tract: install Node.js for everybody, such as by the package of the distribution or in /usr/local"
  fi
  printf '%s' "$program"
}

# link TARGET PATH: at once, so that nobody finds it missing.
link() {
  if [ "$(readlink "$2")" = "$1" ]; then return; fi
  do_it "$2 -> $1" replace_link "$1" "$2"
}

replace_link() {
  ln -sfn "$1" "$2.new"
  mv -T "$2.new" "$2"
}
