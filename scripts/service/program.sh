# shellcheck shell=bash
# The program: each version in a folder of its own, and `current`, which names the one in use.

install_program() {
  local package="${PACKAGE:-$(cd "$SCRIPTS/.." && pwd)}" version
  version="$(version_of "$package")"
  local release="$PROGRAM_DIR/releases/$version"
  if [ ! -e "$release/bin/tract" ]; then
    do_it "version $version in $release" install_release "$package" "$release"
  fi
  link "releases/$version" "$PROGRAM_DIR/current"
  link "$(node_program)" "$PROGRAM_DIR/node"
  if ! cmp -s "$SCRIPTS/service/tract-sync" /usr/local/sbin/tract-sync; then
    do_it '/usr/local/sbin/tract-sync, the program with the settings of a project' \
      install --mode=755 "$SCRIPTS/service/tract-sync" /usr/local/sbin/tract-sync
  fi
}

version_of() {
  if [ -d "$1" ]; then
    node -p 'require(process.argv[1]).version' "$1/package.json"
  else
    tar -xOzf "$1" package/package.json | node -p 'JSON.parse(require("node:fs").readFileSync(0, "utf8")).version'
  fi
}

# Beside its place first, so that a version is there whole or not at all. It belongs to root: the service cannot change itself.
install_release() {
  local package="$1" release="$2" draft
  draft="$release.new"
  rm -rf "$draft"
  mkdir -p "$draft"
  if [ -d "$package" ]; then
    package="$draft/$(cd "$package" && npm pack --silent --pack-destination "$draft" | tail -n 1)"
  fi
  npm install --global --prefix "$draft" --omit=dev --no-audit --no-fund --loglevel=error "$package"
  rm -f "$draft"/*.tgz
  chgrp -R tract "$PROGRAM_DIR/releases"
  chmod -R u=rwX,g=rX,o= "$PROGRAM_DIR/releases"
  mv -T "$draft" "$release"
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
