/** How rough a world is. A chance is that of each occasion: of a request, of a step, or of a deed. */
export type Climate = {
  readonly steps: number;
  /** At most so many people act before each cycle. */
  readonly deeds: number;

  // Jira and the way to it, at each request.
  /** 429, by the second or with a reset time. */
  readonly busy: number;
  readonly down: number;
  /** A proxy answers 200 with a page; a write may have passed. */
  readonly page: number;
  readonly hang: number;
  readonly lostReply: number;
  readonly cutReply: number;
  readonly slow: number;
  readonly indexLagMs: number;
  /** A listing shows what the index held, not what is. */
  readonly staleListing: number;
  /** Webhooks before a cycle, which say something wrong, nothing, or the same ten times. */
  readonly nudges: number;
  /** How far Jira's clock is from ours at most, either way. */
  readonly skewMs: number;

  // The process and its repository, at each call of a port.
  readonly kill: number;
  readonly diskFull: number;

  /** People act in the middle of a cycle, at each call of a port. */
  readonly interruption: number;
  /** Somebody asks the engine for something before a cycle. */
  readonly request: number;

  // What people do besides editing, at each deed.
  readonly clones: boolean;
  readonly offline: number;
  readonly deleteFile: number;
  readonly renameFile: number;
  readonly doubledLines: number;
  readonly deleteIssue: number;
  readonly hideIssue: number;
  readonly moveIssue: number;
  /** Somebody changes an entry before Tract has put on record that it made it. */
  readonly quickHands: number;
  readonly renameUser: number;
  readonly renameStatus: number;

  // Before a step.
  readonly forcePush: number;
  readonly lostNotes: number;
  readonly rewoundNotes: number;
  readonly restoredBackup: number;
};

/** Several people on both sides who only edit, and nothing that goes wrong. */
export const CALM: Climate = {
  steps: 6,
  deeds: 4,
  busy: 0,
  down: 0,
  page: 0,
  hang: 0,
  lostReply: 0,
  cutReply: 0,
  slow: 0,
  indexLagMs: 0,
  staleListing: 0,
  nudges: 0,
  skewMs: 0,
  kill: 0,
  diskFull: 0,
  interruption: 0,
  request: 0,
  clones: true,
  offline: 0,
  deleteFile: 0,
  renameFile: 0,
  doubledLines: 0,
  deleteIssue: 0,
  hideIssue: 0,
  moveIssue: 0,
  quickHands: 0,
  renameUser: 0,
  renameStatus: 0,
  forcePush: 0,
  lostNotes: 0,
  rewoundNotes: 0,
  restoredBackup: 0,
};

const NETWORK = { busy: 0.02, down: 0.02, page: 0.01, hang: 0.01, lostReply: 0.05, cutReply: 0.03, slow: 0.02 };
const INDEX = { indexLagMs: 50_000, staleListing: 0.3 };
const PROCESS = { kill: 0.008, diskFull: 0.004 };
const LIFE = { offline: 0.06, deleteFile: 0.03, doubledLines: 0.04 };
const PRESENCE = { deleteIssue: 0.04, hideIssue: 0.04 };

/** Everything at once. */
export const STORM: Climate = {
  ...CALM,
  ...NETWORK,
  ...INDEX,
  ...PROCESS,
  ...LIFE,
  ...PRESENCE,
  nudges: 0.3,
  skewMs: 3_600_000,
  interruption: 0.015,
  request: 0.3,
  renameUser: 0.02,
};

/** By name: the whole, each kind of trouble by itself, and disasters that a person has to end. */
export const CLIMATES: Readonly<Record<string, Climate>> = {
  storm: STORM,
  'storm-with-moves': { ...STORM, renameFile: 0.02, moveIssue: 0.02 },
  calm: CALM,
  network: { ...CALM, ...NETWORK },
  'index-lag': { ...CALM, ...INDEX },
  'long-index-lag': { ...CALM, indexLagMs: 240_000, staleListing: 0.3, lostReply: 0.05 },
  skew: { ...CALM, skewMs: 3_600_000, lostReply: 0.1, kill: 0.01, indexLagMs: 60_000 },
  kills: { ...CALM, kill: 0.02, offline: 0.1, request: 0.3 },
  'disk-full': { ...CALM, diskFull: 0.03 },
  interruptions: { ...CALM, interruption: 0.08 },
  webhooks: { ...CALM, nudges: 1, interruption: 0.02 },
  requests: { ...CALM, request: 1, lostReply: 0.05, kill: 0.01 },
  offline: { ...CALM, offline: 0.3, kill: 0.01 },
  'worklog-lines': { ...CALM, doubledLines: 0.3 },
  'deleted-files': { ...CALM, deleteFile: 0.15 },
  'renamed-files': { ...CALM, renameFile: 0.15 },
  deletions: { ...CALM, deleteIssue: 0.15 },
  hidden: { ...CALM, hideIssue: 0.2 },
  moves: { ...CALM, moveIssue: 0.2 },
  'quick-hands': { ...CALM, ...NETWORK, ...PROCESS, quickHands: 1 },
  'renamed-people': { ...CALM, renameUser: 0.15 },
  'renamed-statuses': { ...CALM, renameStatus: 0.15 },
  'force-push': { ...CALM, forcePush: 0.3 },
  'lost-notes': { ...CALM, lostNotes: 0.3 },
  'rewound-notes': { ...CALM, rewoundNotes: 0.3 },
  'restored-backup': { ...CALM, restoredBackup: 0.3 },
};
