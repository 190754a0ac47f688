import type { Value } from '../../../src/model/value.ts';
import { MEMORY_REFS } from '../../../src/snapshot/snapshot.ts';
import { BRANCH, type World } from '../world.ts';
import type { Chronicle } from './chronicle.ts';
import { FIELDS } from './developer.ts';

const MOST_COMMITS = 10_000;
const RULING = /^(\S+) (\w+): (?:Jira|git)'s (.*) replaced (?:Jira|git)'s (.*) \(policy: /;

/**
 * What the rule of a field took, told by the commits that say so. A process that was killed right after its commit never
 * told it as an event; whoever wrote over the value that the rule took had seen the other one go all the same.
 */
export async function noteRecordedRulings({ store, jira }: World, chronicle: Chronicle): Promise<void> {
  for (const ref of [BRANCH, ...MEMORY_REFS]) {
    const tip = await store.resolve(ref);
    const commits = tip === null ? [] : await store.firstParents(tip, MOST_COMMITS);
    for (const line of commits.flatMap(({ body }) => body.split('\n'))) {
      const [, key = '', name, taken = '', left = ''] = RULING.exec(line) ?? [];
      const field = FIELDS.find((one) => one === name);
      const home = jira.byKey(key)?.id;
      if (field === undefined || home === undefined) continue;
      chronicle.rule(home, field, valueIn(field, taken), valueIn(field, left));
    }
  }
}

function valueIn(field: string, shown: string): Value {
  if (shown === 'nothing') return null;
  return field === 'estimate' ? Number(shown) : shown;
}
