# shellcheck shell=bash
# The unit of systemd, and the proof that it runs.

install_unit() {
  if ! cmp -s "$SCRIPTS/../config/tract-sync@.service" "$UNIT_TEMPLATE"; then
    do_it "$UNIT_TEMPLATE" install --mode=644 "$SCRIPTS/../config/tract-sync@.service" "$UNIT_TEMPLATE"
    dry || systemctl daemon-reload
  fi
  if dry || ! systemctl is-enabled --quiet "$UNIT" 2>/dev/null || ! systemctl is-active --quiet "$UNIT"; then
    do_it "$UNIT, at each start of the machine and now" enable_unit
  elif [ "$RESTART" = yes ]; then
    do_it "$UNIT starts again, with what changed" systemctl restart "$UNIT"
  fi
  dry || examine
}

# 3: it runs, and there is something to think about.
examine() {
  local code=0
  /usr/local/sbin/tract-sync "$PROJECT" doctor || code=$?
  [ "$code" = 0 ] || [ "$code" = 3 ] || fail 'the service is installed, and something does not work: see above'
}

enable_unit() {
  systemctl enable --quiet "$UNIT"
  systemctl start "$UNIT" || fail "$UNIT did not start: see journalctl -u $UNIT -n 50"
}
