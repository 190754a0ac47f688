import type { Intent } from '../../snapshot/intent.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { Forgotten } from '../../snapshot/snapshot-meta.ts';
import type { JiraSite } from '../jira-side.ts';
import type { GitFile } from '../observation.ts';
import type { Parts } from '../parts.ts';
import { planCreate } from '../plan-create.ts';
import { reconcileTexts } from '../reconcile-texts.ts';
import { NO_TICKET } from '../requests/plan-create-request.ts';
import { settingsOf } from '../settings-of.ts';

type Birth = { readonly path: string; readonly file: GitFile; readonly tip: Oid; readonly issue: Forgotten };

/**
 * The create of a file as if its answer had just come: the file says what was sent then. Null where it cannot be
 * created as it is.
 */
export async function bornAgain(
  parts: Parts,
  { path, file, tip, issue }: Birth,
  site: JiraSite,
): Promise<Intent | null> {
  const settings = settingsOf(parts, { site, retryHeld: false });
  const observation = { ...NO_TICKET, path, commit: tip, git: file };
  const [observed] = await reconcileTexts([observation], settings, parts.texts);
  const plan = planCreate(observation, file.doc, observed?.outcomes ?? new Map(), settings);
  const action = plan.jira.find((each) => each.kind === 'create-issue');
  if (action === undefined) return null;
  const { id, key } = issue;
  const { uid } = action;
  return { uid, action, subject: path, atMs: parts.clock(), known: [], blob: file.blob, result: { id, key } };
}
