# shellcheck shell=bash
# The environment file of a project, in a form that both systemd and sh read, and the API key for its developers.

write_environment() {
  if [ -e "$ENV_FILE" ]; then
    keep_environment
    return
  fi
  if dry; then
    say "- $ENV_FILE (tract:tract, 600), with a port, a webhook secret and what is asked for"
    return
  fi
  ask JIRA_URL 'address of Jira'
  if [ -z "$JIRA_TOKEN" ]; then
    ask JIRA_USERNAME 'account of the service in Jira'
    ask JIRA_PASSWORD 'its password, or API token on Cloud' hidden
  fi
  do_it "$ENV_FILE (tract:tract, 600)" write_private "$ENV_FILE" "$(environment)"
}

# What somebody configured is theirs.
keep_environment() {
  local name
  for name in JIRA_URL JIRA_USERNAME JIRA_PASSWORD JIRA_TOKEN PORT REMOTE_TOKEN; do
    [ -z "${!name}" ] || stays
  done
  [ "$REMOTE" = "$(setting TRACT_REMOTE)" ] || stays
}

stays() { wrong "$ENV_FILE is there already and stays: change it there, then run systemctl restart $UNIT"; }

environment() {
  say '# Settings of the sync service: see tract serve --help.'
  line JIRA_URL "$JIRA_URL"
  if [ -n "$JIRA_TOKEN" ]; then
    line JIRA_TOKEN "$JIRA_TOKEN"
  else
    line JIRA_USERNAME "$JIRA_USERNAME"
    line JIRA_PASSWORD "$JIRA_PASSWORD"
  fi
  line TRACT_PROJECT "$PROJECT"
  line TRACT_REPO "$REPOSITORY"
  line TRACT_BRANCH "$BRANCH"
  remote_lines
  line TRACT_HOST "$HOST"
  line TRACT_PORT "${PORT:-$(free_port)}"
  line TRACT_API_KEYS_FILE "$KEYS_FILE"
  line TRACT_WEBHOOK_SECRET "$(random_word)"
}

remote_lines() {
  if [ -z "$REMOTE" ]; then return; fi
  line TRACT_REMOTE "$REMOTE"
  if [ -n "$REMOTE_HOST" ]; then
    line TRACT_REMOTE_SSH_KEY "$REMOTE_KEY"
    line TRACT_REMOTE_KNOWN_HOSTS "$KNOWN_HOSTS"
  fi
  if [ -n "$REMOTE_USERNAME" ]; then line TRACT_REMOTE_USERNAME "$REMOTE_USERNAME"; fi
  if [ -n "$REMOTE_TOKEN" ]; then line TRACT_REMOTE_TOKEN "$REMOTE_TOKEN"; fi
}

# line NAME VALUE: in double quotes, where sh and systemd know the same four escapes.
line() {
  local text="$2"
  case "$text" in *[[:cntrl:]]*) wrong "the value of $1 has a control character" ;; esac
  text="${text//\\/\\\\}"
  text="${text//\"/\\\"}"
  text="${text//\$/\\\$}"
  text="${text//\`/\\\`}"
  printf '%s="%s"\n' "$1" "$text"
}

# setting NAME: what the file says, as text; nothing where there is no file.
setting() {
  if [ ! -e "$ENV_FILE" ]; then return; fi
  sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" "$ENV_FILE" 2>/dev/null | tail -n 1
}

# One after the highest of the projects that are there; the first has 3100.
free_port() {
  sed -n 's/^TRACT_PORT="\{0,1\}\([0-9][0-9]*\)"\{0,1\}$/\1/p' "$CONFIG_DIR"/*.env 2>/dev/null |
    sort -n | awk 'BEGIN { port = 3099 } $1 > port { port = $1 } END { print port + 1 }'
}

random_word() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

# write_private PATH TEXT: whole or not at all, and at no moment for others to read.
write_private() {
  local draft
  draft="$(mktemp "$1.XXXXXX")"
  printf '%s\n' "$2" >"$draft"
  chown tract:tract "$draft"
  chmod 600 "$draft"
  mv -T "$draft" "$1"
}

make_api_key() {
  if [ -e "$KEYS_FILE" ]; then return; fi
  do_it "$KEYS_FILE, with a key for developers, which is shown this once" /usr/local/sbin/tract-sync "$PROJECT" serve keys add developers
}
