import { expect } from 'chai';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import type { Observation, PlanSettings } from '../../../src/reconciler/observation.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import { runCycle } from '../../support/apply-plan.ts';
import {
  formatWith,
  NOW,
  observationOf,
  planOf,
  settingsWith,
  ticket,
  type World,
  wiki,
} from '../../support/observation-builder.ts';

const BASE = 'First paragraph\n\nSecond paragraph\n\nThird paragraph';
const BY_GIT = 'First paragraph of git\n\nSecond paragraph\n\nThird paragraph';
const BY_JIRA = 'First paragraph\n\nSecond paragraph\n\nThird paragraph of Jira';
const AGAINST_GIT = 'First paragraph of Jira\n\nSecond paragraph\n\nThird paragraph';

describe('the plan for the description', () => {
  it('sends what git changed, and agrees on it only when Jira has it', () => {
    const plan = planOf(three(BASE, BY_GIT, BASE));
    expect(plan.git).to.deep.equal([]);
    expect(plan.jira[0]).to.deep.include({ kind: 'update-issue', values: {}, texts: { description: wiki(BY_GIT) } });
    expect(plan.base?.texts.description).to.deep.equal({ markdown: BASE, jira: wiki(BASE) });
  });

  it('writes what Jira changed', () => {
    const plan = planOf(three(BASE, BASE, BY_JIRA));
    expect(plan.jira).to.deep.equal([]);
    expect(plan.git[0]).to.have.nested.property('edit.texts').that.deep.equals({ description: BY_JIRA });
    expect(plan.base?.texts.description).to.deep.equal({ markdown: BY_JIRA, jira: wiki(BY_JIRA) });
  });

  it('merges what both changed in different places', () => {
    const plan = planOf(three(BASE, BY_GIT, BY_JIRA));
    const merged = 'First paragraph of git\n\nSecond paragraph\n\nThird paragraph of Jira';
    expect(plan.jira[0]).to.deep.include({ texts: { description: wiki(merged) } });
    expect(plan.git[0]).to.have.nested.property('edit.texts').that.deep.equals({ description: merged });
    expect(plan.findings[0]).to.include({ verdict: 'merged', rule: 'both changed different parts' });
  });

  it('holds what both changed in the same place, both as they are', () => {
    const plan = planOf(three(BASE, BY_GIT, AGAINST_GIT));
    expect(hasActions(plan)).to.equal(false);
    expect(plan.holds[0]).to.include({ field: 'description', kind: 'conflict', reason: 'both sides changed it' });
    expect(plan.base?.texts.description).to.deep.equal({ markdown: BASE, jira: wiki(BASE) });
  });

  for (const [policy, winner, times] of [
    ['git', BY_GIT, {}],
    ['jira', AGAINST_GIT, {}],
    ['newest', BY_GIT, { gitChangedAtMs: Date.parse('2026-02-11T00:00:00Z') }],
    ['newest', AGAINST_GIT, { gitChangedAtMs: Date.parse('2026-02-09T00:00:00Z') }],
  ] as const) {
    const side = winner === BY_GIT ? 'git' : 'jira';
    it(`policy ${policy}: ${side} wins, and the other text is told as overruled`, async () => {
      const world = observationOf({ ...three(BASE, BY_GIT, AGAINST_GIT), more: times });
      const { after, plans } = await runCycle(world, policyFor(policy));
      expect(descriptionsOf(after)).to.deep.equal([winner, wiki(winner)]);
      expect(plans[0]?.findings[0]).to.deep.include({
        verdict: 'conflict',
        rule: policy === 'newest' ? `policy: newest (${side})` : `policy: ${side}`,
        git: BY_GIT,
        jira: wiki(AGAINST_GIT),
      });
    });
  }

  it('policy newest waits for a person where nobody knows when git changed', async () => {
    const { plans } = await runCycle(observationOf(three(BASE, BY_GIT, AGAINST_GIT)), policyFor('newest'));
    expect(plans[0]?.holds.map(({ field }) => field)).to.deep.equal(['description']);
  });

  it('that was emptied in git is emptied in Jira, and the other way round', () => {
    expect(planOf(three(BASE, '', BASE)).jira[0]).to.deep.include({ texts: { description: null } });
    const [write] = planOf(three(BASE, BASE, '')).git;
    expect(write).to.have.nested.property('edit.texts').that.deep.equals({ description: '' });
  });

  it('that Jira refused is not sent again while both texts stay as they are', () => {
    const prints = { git: fingerprint(BY_GIT), jira: fingerprint(wiki(BASE)) };
    const hold = {
      field: 'description',
      kind: 'refused',
      reason: 'Jira says: too long',
      since: NOW,
      origins: null,
      ...prints,
    } as const;
    const world = { ...three(BASE, BY_GIT, BASE), holds: [hold] };
    expect(hasActions(planOf(world))).to.equal(false);
    expect(planOf(world).holds).to.deep.equal([hold]);
    expect(planOf(world, { retryHeld: true }).jira).to.have.lengthOf(1);
    expect(planOf({ ...three(BASE, 'Shorter', BASE), holds: [hold] }).jira).to.have.lengthOf(1);
  });

  it('with a damaged piece of Jira`s notation is held with the line and the reason', () => {
    const plan = planOf(three('', 'Text\n\n```jira\n{code}\n', ''));
    expect(hasActions(plan)).to.equal(false);
    expect(plan.holds[0]).to.include({ field: 'description', kind: 'unreadable' });
    expect(plan.holds[0]?.reason).to.match(/^line 3 of the text: /);
  });
});

function three(base: string, git: string, jira: string): World {
  const says = (description: string) => ticket({}, { description });
  return { base: says(base), git: says(git), jira: says(jira) };
}

function policyFor(description: 'git' | 'jira' | 'newest'): PlanSettings {
  return settingsWith({ format: formatWith({ description }) });
}

function descriptionsOf({ git, jira }: Observation): readonly unknown[] {
  return [
    git.kind === 'ticket' ? git.doc.texts.description : null,
    jira.kind === 'present' ? jira.ticket.texts.description : null,
  ];
}
