# shellcheck shell=bash
# The users and groups: tract runs the services, git is who developers are over ssh.

make_accounts() {
  getent group git >/dev/null || do_it 'group git' groupadd --system git
  if ! getent passwd tract >/dev/null; then
    if getent passwd "$TRACT_UID" >/dev/null; then
      wrong "the user id $TRACT_UID is taken: choose another with --uid"
    fi
    do_it "user tract ($TRACT_UID), without a login" make_user_tract
  fi
  if ! getent passwd git >/dev/null; then
    do_it 'user git, for pushes over ssh' useradd --system --gid git --home-dir "$KEYS_HOME" --no-create-home --shell "$(command -v git-shell)" --comment 'Tract, over ssh' git
    # Not locked, which sshd would refuse, but no password fits.
    dry || usermod --password '*' git
  fi
}

make_user_tract() {
  groupadd --system --gid "$TRACT_UID" tract
  useradd --system --uid "$TRACT_UID" --gid tract --groups git --home-dir "$ROOT" --no-create-home \
    --shell "$(command -v nologin || echo /sbin/nologin)" --comment 'Tract sync service' tract
}

make_layout() {
  make_folder 755 root:root "$ROOT"
  make_folder 750 tract:git "$GIT_DIR_OF_ALL"
  make_folder 700 tract:tract "$CONFIG_DIR"
  make_folder 750 tract:tract "$PROGRAM_DIR"
  make_folder 750 root:git "$KEYS_HOME"
}

# make_folder MODE OWNER:GROUP PATH
make_folder() {
  if [ "$(stat --format='%a %U:%G' "$3" 2>/dev/null)" = "$1 $2" ]; then return; fi
  do_it "folder $3 ($2, $1)" install --directory --mode="$1" --owner="${2%:*}" --group="${2#*:}" "$3"
}
