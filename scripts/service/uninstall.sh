# shellcheck shell=bash
# Takes a service away. The repository and the settings stay unless they are to go.

# shellcheck disable=SC2034 # steps.sh reads DRY_RUN
read_uninstall_options() {
  [ $# -gt 0 ] || wrong 'uninstall needs the key of a project'
  name_project "$1"
  shift
  while [ $# -gt 0 ]; do
    case "$1" in
      --delete-data) DELETE_DATA=yes ;;
      --dry-run) DRY_RUN=yes ;;
      *) wrong "$1 is no option of uninstall: --delete-data or --dry-run" ;;
    esac
    shift
  done
  [ "$(id -u)" = 0 ] || dry || wrong 'this needs root: run it with sudo'
}

uninstall() {
  if systemctl cat "$UNIT" >/dev/null 2>&1; then
    do_it "$UNIT stops, now and at each start of the machine" systemctl disable --quiet --now "$UNIT"
  fi
  if [ "$DELETE_DATA" = no ]; then
    say "$REPOSITORY and $ENV_FILE stay: uninstall $PROJECT --delete-data removes them"
    return
  fi
  remove "$REPOSITORY" "$ENV_FILE" "$KEYS_FILE" "$REMOTE_KEY" "$REMOTE_KEY.pub" "$KNOWN_HOSTS"
  if compgen -G "$CONFIG_DIR/*.env" >/dev/null; then return; fi
  say 'That was the last project.'
  remove "$UNIT_TEMPLATE" "$SELF_UPDATE_UNIT" "$PROGRAM_DIR" /usr/local/sbin/tract-sync "${STARTER%/*}"
  dry || systemctl daemon-reload
}

remove() {
  local path
  for path in "$@"; do
    if [ -e "$path" ]; then do_it "remove $path" rm -rf "$path"; fi
  done
}
