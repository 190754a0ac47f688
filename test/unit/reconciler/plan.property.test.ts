import { expect } from 'chai';
import fc from 'fast-check';
import { canonical, sameValue } from '../../../src/model/canonical.ts';
import type { Policy } from '../../../src/model/field.ts';
import { POLICIES } from '../../../src/model/field.ts';
import type { Observation, PlanSettings } from '../../../src/reconciler/observation.ts';
import { type Finding, hasActions } from '../../../src/reconciler/plan.ts';
import { type Cycle, type Order, runCycle } from '../../support/apply-plan.ts';
import { differences, meaningOf } from '../../support/compare-sides.ts';
import { formatWith, observationOf, settingsWith, type Told } from '../../support/observation-builder.ts';
import { anyEdit, anyTicket, type Edit, newWords, perturb } from '../../support/perturb-ticket.ts';

/** One ticket, and what people did to it on either side since both agreed. */
type Case = {
  readonly situation: 'known' | 'first-meeting' | 'new-in-git' | 'new-in-jira' | 'deleted-in-git';
  readonly agreed: Told;
  readonly inGit: readonly Edit[];
  readonly inJira: readonly Edit[];
  readonly policies: Readonly<Record<string, Policy>>;
  readonly gitChangedAtMs: number | null;
};

const CONTESTED = ['title', 'status', 'priority', 'assignee', 'points', 'description', 'comments', 'worklogs'];

const anyCase: fc.Arbitrary<Case> = fc.record({
  situation: fc.oneof(
    { weight: 6, arbitrary: fc.constant('known' as const) },
    fc.constantFrom('first-meeting' as const, 'new-in-git' as const, 'new-in-jira' as const, 'deleted-in-git' as const),
  ),
  agreed: anyTicket,
  inGit: fc.array(anyEdit, { maxLength: 6 }),
  inJira: fc.array(anyEdit, { maxLength: 6 }),
  policies: fc.dictionary(fc.constantFrom(...CONTESTED), fc.constantFrom(...POLICIES)),
  gitChangedAtMs: fc.constantFrom(null, Date.parse('2026-01-01T00:00:00Z'), Date.parse('2027-01-01T00:00:00Z')),
});

const anyOrder: fc.Arbitrary<Order> = fc.infiniteStream(fc.nat()).map((numbers) => (actions) => {
  const ranked = actions.map((action) => ({ action, rank: Number(numbers.next().value) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ action }) => action);
});

const RUNS = { numRuns: 200 };

describe('the plan of a ticket that was edited at random on both sides', () => {
  it('makes both sides equal, but for what is held', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const { after, plans } = await runCycle(worldOf(one), settingsOf(one));
        expect(differences(after, plans.at(-1)?.holds ?? [])).to.deep.equal([]);
      }),
      RUNS,
    );
  });

  it('leaves nothing to plan', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const first = await runCycle(worldOf(one), settingsOf(one));
        const second = await runCycle(first.after, settingsOf(one));
        expect(second.plans.filter(hasActions).map(({ git, jira }) => ({ git, jira }))).to.deep.equal([]);
        expect(canonical(second.after.base)).to.equal(canonical(first.after.base));
      }),
      RUNS,
    );
  });

  it('ends the same whatever the order of its actions', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, anyOrder, async (one, order) => {
        const straight = await runCycle(worldOf(one), settingsOf(one));
        const shuffled = await runCycle(worldOf(one), settingsOf(one), order);
        expect(meaningOf(shuffled.after)).to.deep.equal(meaningOf(straight.after));
      }),
      RUNS,
    );
  });

  it('loses no word that a person wrote: it stays, or is held, or is told as overruled', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const cycle = await runCycle(worldOf(one), settingsOf(one));
        const { git, jira } = sidesOf(one);
        const words = [
          ...(git === null ? [] : newWords(knownTo(one), git)),
          ...(jira === null ? [] : newWords(knownTo(one), jira)),
        ];
        expect(words.filter((word) => !isAccountedFor(word, cycle))).to.deep.equal([]);
      }),
      RUNS,
    );
  });

  it('brings nothing back that somebody removed and nobody else touched', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        fc.pre(one.situation === 'known');
        const { after } = await runCycle(worldOf(one), settingsOf(one));
        expect(removedComments(one).filter((body) => JSON.stringify(after.jira).includes(body))).to.deep.equal([]);
        expect(removedComments(one).filter((body) => JSON.stringify(after.git).includes(body))).to.deep.equal([]);
      }),
      RUNS,
    );
  });

  it('loses no value that a person set: it stays, or is held, or is told as overruled', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const cycle = await runCycle(worldOf(one), settingsOf(one));
        expect([...lostValues(one, cycle, 'git'), ...lostValues(one, cycle, 'jira')]).to.deep.equal([]);
      }),
      RUNS,
    );
  });
});

function worldOf(one: Case): Observation {
  const { git, jira } = sidesOf(one);
  const { situation, agreed, gitChangedAtMs } = one;
  const isKnown = situation === 'known' || situation === 'deleted-in-git';
  const fresh = situation === 'new-in-git' ? { key: null, path: 'issues/login.md' } : {};
  return observationOf({
    ...(isKnown && { base: agreed }),
    ...(git && { git }),
    ...(jira && { jira }),
    more: { gitChangedAtMs, ...fresh },
  });
}

function sidesOf({ situation, agreed, inGit, inJira }: Case): {
  readonly git: Told | null;
  readonly jira: Told | null;
} {
  const git = perturb(agreed, inGit, 'git');
  return {
    git: situation === 'new-in-jira' || situation === 'deleted-in-git' ? null : git,
    jira: situation === 'new-in-git' ? null : perturb(agreed, inJira, 'jira'),
  };
}

/** What is no news to anybody: before a first meeting, everything is. */
function knownTo({ situation, agreed }: Case): Told {
  if (situation === 'known' || situation === 'deleted-in-git') return agreed;
  return { values: {}, description: '', comments: [], worklogs: [] };
}

function settingsOf({ policies }: Case): PlanSettings {
  return settingsWith({ format: formatWith(policies) });
}

function isAccountedFor(word: string, { after, plans }: Cycle): boolean {
  const inGit = JSON.stringify([after.git, after.worklogs]).includes(word);
  const inJira = JSON.stringify(after.jira).includes(word);
  const isHeld = (plans.at(-1)?.holds ?? []).length > 0;
  if ((inGit && inJira) || (isHeld && (inGit || inJira))) return true;
  return JSON.stringify(plans.flatMap((plan) => plan.findings)).includes(word);
}

/** The bodies of agreed comments that one side has no more and the other has as they were, or neither has. */
function removedComments(one: Case): readonly string[] {
  const { git, jira } = sidesOf(one);
  const bodies = one.agreed.comments.map(({ body }) => body);
  const has = (side: Told | null, body: string) => side?.comments.some((comment) => comment.body === body) ?? false;
  const removed = (side: Told | null, id: string) => !side?.comments.some((comment) => comment.id === id);
  return bodies.filter((body, index) => {
    const id = one.agreed.comments[index]?.id ?? '';
    return (removed(git, id) && (removed(jira, id) || has(jira, body))) || (removed(jira, id) && has(git, body));
  });
}

/** The fields whose value of this side is neither at rest on both sides, nor held, nor named by a finding. */
function lostValues(one: Case, { after, plans }: Cycle, side: 'git' | 'jira'): readonly string[] {
  const told = sidesOf(one)[side];
  const doc = after.git.kind === 'ticket' ? after.git.doc : null;
  if (told === null || doc === null) return [];
  const before = knownTo(one).values;
  const moved = plans.some((plan) => plan.jira.some(({ kind }) => kind === 'transition'));
  const holds = plans.at(-1)?.holds ?? [];
  return Object.keys(told.values).filter((name) => {
    const value = told.values[name] ?? null;
    // The workflow takes and gives resolutions, and `updated` is nobody's to set.
    if ((name === 'resolution' && moved) || name === 'updated' || value === null) return false;
    if (sameValue(value, before[name] ?? null) || sameValue(value, doc.values[name] ?? null)) return false;
    if (holds.some(({ field }) => field === name)) return false;
    const findings = plans.flatMap((plan) => plan.findings.filter(({ ref }) => ref === name));
    return !findings.some((finding) => isOverruled(finding, side) && canonical(finding[side]) === canonical(value));
  });
}

function isOverruled({ verdict, rule }: Finding, side: 'git' | 'jira'): boolean {
  return verdict === 'conflict' || (side === 'git' && (verdict === 'put-back' || rule === 'belongs to Jira'));
}
