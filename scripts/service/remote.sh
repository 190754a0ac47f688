# shellcheck shell=bash
# Where the repository is hosted elsewhere: a key of the service's own, the host keys that it trusts, and whether it is let in.

make_remote_access() {
  REMOTE="${REMOTE:-$(setting TRACT_REMOTE)}"
  if [ -z "$REMOTE" ]; then return; fi
  find_remote_host
  # Over https a token stands in the environment file; another key than ours is somebody's own business.
  if [ -z "$REMOTE_HOST" ] || { [ -e "$ENV_FILE" ] && [ "$(setting TRACT_REMOTE_SSH_KEY)" != "$REMOTE_KEY" ]; }; then return; fi
  trust_remote_host
  make_remote_key
  dry || wait_for_remote
}

# Sets REMOTE_HOST and REMOTE_PORT where the remote is reached over ssh.
find_remote_host() {
  local label='[A-Za-z0-9][A-Za-z0-9._-]*'
  if [[ $REMOTE =~ ^ssh://([A-Za-z0-9._-]+@)?($label|\[[0-9A-Fa-f:.]+\])(:([0-9]+))?/ ]]; then
    REMOTE_HOST="${BASH_REMATCH[2]//[\[\]]/}" REMOTE_PORT="${BASH_REMATCH[4]:-22}"
  elif [[ $REMOTE =~ ^[A-Za-z0-9._-]+@($label):[^:] ]]; then
    REMOTE_HOST="${BASH_REMATCH[1]}" REMOTE_PORT=22
  elif [[ ! $REMOTE =~ ^(https://|/) ]]; then
    wrong "--remote: $REMOTE is no address such as git@github.com:team/app-tickets.git, ssh://… or https://…"
  fi
}

# What a host shows on the network proves nothing: its fingerprint comes from whoever runs it, by another way.
trust_remote_host() {
  if [ -s "$KNOWN_HOSTS" ]; then return; fi
  if dry; then
    say "- $KNOWN_HOSTS, the host key of $REMOTE_HOST with the fingerprint that is said"
    return
  fi
  local shown trusted
  shown="$(ssh-keyscan -T 20 -p "$REMOTE_PORT" -- "$REMOTE_HOST" 2>/dev/null | grep -v '^#')" || fail "no ssh server answers at $REMOTE_HOST, port $REMOTE_PORT"
  if [ -z "$REMOTE_HOST_KEY" ]; then
    say "$REMOTE_HOST shows these keys:" "$(fingerprints "$shown")"
    say 'Compare with what its administrators publish.'
    ask REMOTE_HOST_KEY "fingerprint of the host key of $REMOTE_HOST (--remote-host-key), as its administrators say it"
  fi
  trusted="$(lines_with_key "$shown" "$REMOTE_HOST_KEY")"
  if [ -z "$trusted" ]; then
    fail "$REMOTE_HOST does not show the key $REMOTE_HOST_KEY, but $(fingerprints "$shown" | paste -sd ' '): somebody may be in between, or the key is wrong"
  fi
  do_it "$KNOWN_HOSTS, the host key of $REMOTE_HOST" write_private "$KNOWN_HOSTS" "$trusted"
}

# lines_with_key LINES KEY: those with this fingerprint (SHA256:…), or this key (ssh-ed25519 AAAA…).
lines_with_key() {
  local line kind key wanted
  read -r kind key _ <<<"$2"
  wanted="$kind ${key:-}"
  while IFS= read -r line; do
    if [ "$(fingerprints "$line")" = "$2" ] || [ "${line#* }" = "$wanted" ]; then say "$line"; fi
  done <<<"$1"
}

fingerprints() { ssh-keygen -l -f - <<<"$1" | awk '{ print $2 }'; }

make_remote_key() {
  if [ -e "$REMOTE_KEY" ]; then return; fi
  do_it "$REMOTE_KEY, the key of the service for $REMOTE" \
    as_tract ssh-keygen -q -t ed25519 -N '' -C "tract-sync-$NAME@$(hostname)" -f "$REMOTE_KEY"
}

wait_for_remote() {
  local reason
  while ! reason="$(ask_remote)"; do
    cat <<TEXT

$REMOTE does not let the service in yet: $reason
Add this public key there, as a deploy key with write access, and let it push to $BRANCH without a review (docs/hosted.md):

$(cat "$REMOTE_KEY.pub")

TEXT
    [ -t 0 ] || fail 'add the key, then run the same command again'
    read -r -p 'Press Enter when it is there: '
  done
}

# Prints why it does not answer.
ask_remote() {
  local ssh="ssh -o BatchMode=yes -o ConnectTimeout=20 -o IdentitiesOnly=yes -i $REMOTE_KEY -o UserKnownHostsFile=$KNOWN_HOSTS"
  ssh+=' -o GlobalKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes -o UpdateHostKeys=no'
  as_tract env GIT_ALLOW_PROTOCOL=ssh GIT_SSH_COMMAND="$ssh" git ls-remote -- "$REMOTE" 2>&1 >/dev/null | head -n 1
}
