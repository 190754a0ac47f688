import { existsSync } from 'node:fs';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { generateIssues } from './generate-issues.ts';
import type { Personality } from './options.ts';

/** A real project of this many issues, where it lies beside the repository. */
const REAL = { file: '../shared/data/aloy.jsonl.gz', issues: 1_499 };

export const MANAGER = 'manager';

export type Site = {
  readonly jira: Emulator;
  readonly project: string;
  readonly kind: 'real' | 'generated';
  readonly keys: readonly string[];
  /** What the program signs in with. */
  readonly login: Readonly<Record<'JIRA_USERNAME' | 'JIRA_PASSWORD', string>>;
};

/** A Jira with one project of `issues` issues. */
export async function startSite(personality: Personality, issues: number): Promise<Site> {
  const password = 'only-for-the-benchmark';
  const jira = await startEmulator({ personality, users: [{ name: 'tract', password }, { name: MANAGER }] });
  const real = issues === REAL.issues && existsSync(REAL.file);
  const loaded = await jira.load(real ? REAL.file : generateIssues(issues));
  const project = loaded.projects[0];
  if (loaded.issues !== issues || project === undefined) throw new Error(`Loaded ${loaded.issues} of ${issues} issues`);
  return {
    jira,
    project,
    kind: real ? 'real' : 'generated',
    keys: [...jira.world.issues.all()].map(({ key }) => key).filter((key) => key.startsWith(`${project}-`)),
    login: { JIRA_USERNAME: personality === 'cloud' ? 'tract@example.com' : 'tract', JIRA_PASSWORD: password },
  };
}
