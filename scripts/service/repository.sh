# shellcheck shell=bash
# The bare repository. The service writes to it, and the user git, as whom developers push: git-shell lets it start git only.

make_repository() {
  if [ ! -e "$REPOSITORY" ]; then
    do_it "repository $REPOSITORY" make_bare_repository
  fi
  if dry; then
    say "- every ticket of $PROJECT from Jira (tract onboard)"
    return
  fi
  repository_setting receive.fsckObjects true
  repository_setting receive.autogc false
  repository_settings receive.hideRefs refs/notes refs/tract
  trust_repository
  onboard
}

make_bare_repository() {
  as_tract git init --quiet --bare --shared=group --template= --initial-branch="$BRANCH" "$REPOSITORY"
  chgrp -R git "$REPOSITORY"
  mkdir -p "$REPOSITORY/hooks"
  chown tract:git "$REPOSITORY/hooks"
  chmod 2750 "$REPOSITORY/hooks"
  chmod 640 "$REPOSITORY/config"
}

repository_setting() {
  if [ "$(as_tract git -C "$REPOSITORY" config --get "$1")" = "$2" ]; then return; fi
  do_it "$1 = $2" as_tract git -C "$REPOSITORY" config "$1" "$2"
}

# repository_settings NAME VALUE...: one that has several values.
repository_settings() {
  local name="$1" wanted
  shift
  for wanted in "$@"; do
    if as_tract git -C "$REPOSITORY" config --get-all "$name" | grep -qxF "$wanted"; then continue; fi
    do_it "$name = $wanted" as_tract git -C "$REPOSITORY" config --add "$name" "$wanted"
  done
}

# The user git works in a repository that belongs to tract, which git refuses unless it is told.
trust_repository() {
  local file="$KEYS_HOME/.gitconfig"
  if git config --file "$file" --get-all safe.directory 2>/dev/null | grep -qxF "$REPOSITORY"; then return; fi
  do_it "$file trusts $REPOSITORY" git config --file "$file" --add safe.directory "$REPOSITORY"
  chown root:git "$file"
  chmod 640 "$file"
}

# Goes on where it was interrupted, and changes nothing where all is there.
onboard() {
  local options=() code=0
  if [ -n "$WEBHOOK_URL" ]; then options+=(--webhook-url "$WEBHOOK_URL"); fi
  if systemctl is-active --quiet "$UNIT"; then return; fi
  say "- every ticket of $PROJECT from Jira"
  /usr/local/sbin/tract-sync "$PROJECT" onboard "${options[@]}" || code=$?
  # 3: imported, and something waits for a person, which it has said.
  [ "$code" = 0 ] || [ "$code" = 3 ] || fail 'the import did not end well: mend what it says, and run this again'
}
