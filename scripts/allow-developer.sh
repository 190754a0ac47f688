#!/usr/bin/env bash
# Lets a developer push to and pull from the ticket repositories of some projects, over ssh, with a key of theirs.
set -euo pipefail
SCRIPTS="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=scripts/service/layout.sh
source "$SCRIPTS/service/layout.sh"
# shellcheck source=scripts/service/steps.sh
source "$SCRIPTS/service/steps.sh"

AUTHORIZED="$KEYS_HOME/.ssh/authorized_keys"

usage() {
  cat <<'TEXT'
Usage: allow-developer.sh NAME PROJECT... < KEY.pub    adds the key; one that is there gets these projects instead
       allow-developer.sh --remove NAME                takes all keys of that name away
       allow-developer.sh --list

Example: sudo scripts/allow-developer.sh anna APP TB < anna.pub
TEXT
}

main() {
  case "${1:-}" in
    -h | --help) usage; exit 0 ;;
    '') usage >&2; exit 2 ;;
  esac
  [ "$(id -u)" = 0 ] || wrong 'this needs root: run it with sudo'
  getent passwd git >/dev/null || wrong 'there is no user git: run install-service.sh first'
  case "$1" in
    --list) list ;;
    --remove) name_developer "${2:-}"; remove ;;
    *) allow "$@" ;;
  esac
}

name_developer() {
  DEVELOPER="$1"
  [[ $DEVELOPER =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$ ]] || wrong "\"$1\" is no name for a developer: letters, digits, \".\", \"_\" and \"-\""
}

allow() {
  name_developer "$1"
  shift
  [ $# -gt 0 ] || wrong 'name the projects too, such as APP'
  local projects=() project key
  for project in "$@"; do
    name_project "$project"
    [ -e "$REPOSITORY" ] || wrong "$REPOSITORY is not there: run install-service.sh $PROJECT first"
    projects+=("$NAME")
  done
  key="$(read_key)"
  prepare
  local kept
  kept="$(grep -vF " $key " "$AUTHORIZED" || true)"
  write_keys "$kept" "restrict,command=\"tract-door ${projects[*]}\" $key $DEVELOPER"
  say "$DEVELOPER may push to and pull from ${projects[*]}"
}

# The kind and the key itself; the comment of the file is not ours to trust.
read_key() {
  local text kind key
  text="$(head -c 20000 | grep -v '^#' | head -n 1)"
  ssh-keygen -l -f /dev/stdin <<<"$text" >/dev/null 2>&1 || wrong 'what came on standard input is no public key of ssh: use the file that ends with .pub'
  read -r kind key _ <<<"$text"
  [[ $kind =~ ^[a-z0-9@.-]+$ && $key =~ ^[A-Za-z0-9+/=]+$ ]] || wrong 'write the key without options before it'
  printf '%s %s' "$kind" "$key"
}

remove() {
  prepare
  local kept
  kept="$(grep -v " $DEVELOPER\$" "$AUTHORIZED" || true)"
  [ "$kept" != "$(cat "$AUTHORIZED")" ] || fail "there is no key of $DEVELOPER: see allow-developer.sh --list"
  write_keys "$kept"
  say "$DEVELOPER is let in no more"
}

list() {
  [ -e "$AUTHORIZED" ] || return 0
  sed -n 's/^restrict,command="tract-door \([^"]*\)" \([^ ]*\) .* \([^ ]*\)$/\3: \1 (\2)/p' "$AUTHORIZED"
}

# The files belong to root: whoever comes in as git cannot let others in.
prepare() {
  install --directory --mode=750 --owner=root --group=git "$KEYS_HOME/.ssh" "$KEYS_HOME/git-shell-commands"
  install --mode=755 "$SCRIPTS/service/tract-door" "$KEYS_HOME/git-shell-commands/tract-door"
  [ -e "$AUTHORIZED" ] || install --mode=640 --owner=root --group=git /dev/null "$AUTHORIZED"
}

# write_keys LINES...: whole or not at all.
write_keys() {
  local draft
  draft="$(mktemp "$AUTHORIZED.XXXXXX")"
  printf '%s\n' "$@" | grep -v '^$' >"$draft" || true
  chgrp git "$draft"
  chmod 640 "$draft"
  mv -T "$draft" "$AUTHORIZED"
}

main "$@"
