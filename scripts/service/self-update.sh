# shellcheck shell=bash
# Whether the services may update themselves. Off until somebody says so: then the versions belong to the user tract, and
# the services may write to them.
# shellcheck disable=SC2034 # unit.sh reads RESTART

self_update_allowed() { [ -e "$SELF_UPDATE_UNIT" ]; }

allow_self_update() {
  if [ "$SELF_UPDATE" = no ]; then return; fi
  if [ "$(setting TRACT_UPDATE)" != on ]; then
    do_it "TRACT_UPDATE=on in $ENV_FILE" turn_on
    RESTART=yes
  fi
  if ! self_update_allowed; then
    do_it "$SELF_UPDATE_UNIT: the services may write to $PROGRAM_DIR" write_self_update_unit
    RESTART=yes
  fi
  if [ "$(stat --format=%U "$PROGRAM_DIR/releases" 2>/dev/null)" != tract ]; then
    do_it "$PROGRAM_DIR/releases belongs to tract" chown -R tract:tract "$PROGRAM_DIR/releases"
  fi
}

# The last line of a name holds, for systemd as for sh.
turn_on() {
  write_private "$ENV_FILE" "$(cat "$ENV_FILE")
$(line TRACT_UPDATE on)"
}

write_self_update_unit() {
  mkdir -p "${SELF_UPDATE_UNIT%/*}"
  printf '[Service]\nReadWritePaths=%s\n' "$PROGRAM_DIR" >"$SELF_UPDATE_UNIT"
  systemctl daemon-reload
}
