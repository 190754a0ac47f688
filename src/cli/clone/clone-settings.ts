/** Where the snapshot is kept, and how a clone gets it along with every fetch. */
export const NOTES_REF = 'refs/notes/tract';
export const NOTES_REFSPEC = `+${NOTES_REF}:${NOTES_REF}`;

/** How pulls and pushes go well beside a service that commits too: by rebasing, with edits put aside meanwhile. */
export const PULL_SETTINGS: readonly (readonly [string, string])[] = [
  ['pull.rebase', 'true'],
  ['rebase.autoStash', 'true'],
];
