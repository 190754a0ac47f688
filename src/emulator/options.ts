import type { Account, Settings } from './settings.ts';
import type { Personality } from './world/entities.ts';

export interface EmulatorOptions extends Partial<Omit<Settings, 'personality'>> {
  readonly personality: Personality;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Below which path the site lies, such as `/jira`; at the root unless given. */
  readonly contextPath?: string;
  /** Milliseconds since the epoch; `Date.now` unless given. */
  readonly clock?: () => number;
  /** Who can sign in. Without any, there is `admin` with the password `admin`. */
  readonly users?: readonly Account[];
}
