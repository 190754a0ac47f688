import { expect } from 'chai';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import type { Value, Values } from '../../../src/model/value.ts';
import { hasActions, type TicketPlan } from '../../../src/reconciler/plan.ts';
import { formatWith, NOW, planOf, ticket, type World } from '../../support/observation-builder.ts';

/** One value of each kind of field that is replaced as a whole. */
const KINDS: readonly (readonly [string, Value, Value, Value])[] = [
  ['title', 'Login fails', 'Login is slow', 'Login breaks'],
  ['type', 'Bug', 'Task', 'Story'],
  ['priority', 'High', 'Low', 'Medium'],
  ['assignee', 'ann', 'bob', 'cid'],
  ['due', '2026-03-01', '2026-03-02', '2026-03-03'],
  ['parent', 'APP-10', 'APP-11', 'APP-12'],
  ['points', 1, 2, 3],
  ['sprint', 'One', 'Two', 'Three'],
  ['estimate', 3600, 7200, 10_800],
];

describe('the plan for the fields of a ticket', () => {
  for (const [name, old, git, jira] of KINDS) {
    describe(`${name}`, () => {
      it('changed in git goes to Jira, and is agreed only when Jira has it', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: old }));
        expect(plan.git).to.deep.equal([]);
        expect(plan.jira).to.have.lengthOf(1);
        expect(plan.jira[0]).to.deep.include({ kind: 'update-issue', values: { [name]: git }, sets: {}, texts: {} });
        expect(plan.base?.values[name]).to.deep.equal(old);
      });

      it('changed in Jira goes to git', () => {
        const plan = planOf(three({ [name]: old }, { [name]: old }, { [name]: jira }));
        expect(plan.jira).to.deep.equal([]);
        expect(written(plan)).to.deep.equal({ [name]: jira });
        expect(plan.base?.values[name]).to.deep.equal(jira);
      });

      it('changed to the same on both sides is only put on record', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: git }));
        expect(hasActions(plan)).to.equal(false);
        expect(plan.findings).to.deep.equal([]);
        expect(plan.base?.values[name]).to.deep.equal(git);
      });

      it('changed to different values goes by policy: jira', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: jira }), policy(name, 'jira'));
        expect(plan.jira).to.deep.equal([]);
        expect(written(plan)).to.deep.equal({ [name]: jira });
        expect(plan.findings).to.deep.equal([
          { ref: name, verdict: 'conflict', base: old, git, jira, desired: jira, rule: 'policy: jira' },
        ]);
      });

      it('changed to different values goes by policy: git', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: jira }), policy(name, 'git'));
        expect(plan.git).to.deep.equal([]);
        expect(plan.jira[0]).to.deep.include({ kind: 'update-issue', values: { [name]: git } });
        expect(plan.findings[0]).to.include({ verdict: 'conflict', rule: 'policy: git' });
      });

      it('changed to different values waits for a person by policy: hold', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: jira }), policy(name, 'hold'));
        expect(hasActions(plan)).to.equal(false);
        expect(plan.holds).to.have.lengthOf(1);
        expect(plan.holds[0]).to.include({ field: name, kind: 'conflict', git: fingerprint(git), since: NOW });
        expect(plan.base?.values[name]).to.deep.equal(old);
      });
    });
  }

  it('two fields that changed on different sides both win', () => {
    const plan = planOf(three({}, { title: 'Slow' }, { priority: 'Low' }));
    expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow' } });
    expect(written(plan)).to.deep.equal({ priority: 'Low' });
  });

  it('all edits of plain fields travel in one request, the workflow and links after it', () => {
    const plan = planOf(three({}, { links: ['blocks APP-2'], status: 'Done', title: 'Slow', due: '2026-03-01' }, {}));
    expect(plan.jira.map(({ kind }) => kind)).to.deep.equal(['update-issue', 'transition', 'add-link']);
    expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow', due: '2026-03-01' } });
  });

  describe('status and resolution', () => {
    it('travel together, as the transition screen asks for it', () => {
      const plan = planOf(three({}, { status: 'Done', resolution: 'Fixed' }, {}));
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ from: 'To Do', to: 'Done', values: { resolution: 'Fixed' } });
    });

    it('a resolution alone is an edit', () => {
      const plan = planOf(three({}, { resolution: 'Fixed' }, {}));
      expect(plan.jira[0]).to.deep.include({ kind: 'update-issue', values: { resolution: 'Fixed' } });
    });
  });

  describe('a value that was taken away', () => {
    it('in git empties the field in Jira', () => {
      const plan = planOf(three({ assignee: 'bob' }, { assignee: null }, { assignee: 'bob' }));
      expect(plan.jira[0]).to.deep.include({ values: { assignee: null } });
    });

    it('in Jira goes from the file', () => {
      const plan = planOf(three({ assignee: 'bob' }, { assignee: 'bob' }, { assignee: null }));
      expect(written(plan)).to.deep.equal({ assignee: null });
    });

    for (const name of ['title', 'type', 'status']) {
      it(`comes back where no ticket can be without it: ${name}`, () => {
        const plan = planOf(three({}, { [name]: null }, {}));
        expect(plan.jira).to.deep.equal([]);
        expect(written(plan)).to.deep.equal({ [name]: ticket().values[name] });
        expect(plan.findings[0]).to.include({ ref: name, verdict: 'put-back' });
      });
    }
  });

  describe('what belongs to Jira', () => {
    for (const [name, edited] of [
      ['reporter', 'eve'],
      ['created', '1999-01-01T00:00:00Z'],
    ] as const) {
      it(`is put back and told: ${name}`, () => {
        const plan = planOf(three({}, { [name]: edited }, {}));
        expect(plan.jira).to.deep.equal([]);
        expect(written(plan)).to.deep.equal({ [name]: ticket().values[name] });
        expect(plan.findings[0]).to.include({ ref: name, verdict: 'put-back', git: edited, rule: 'belongs to Jira' });
      });
    }

    it('is put back member by member: attachments', () => {
      const plan = planOf(three({ attachments: ['a.png'] }, { attachments: ['b.png'] }, { attachments: ['a.png'] }));
      expect(plan.jira).to.deep.equal([]);
      expect(written(plan)).to.deep.equal({ attachments: ['a.png'] });
    });

    it('is no edit of anybody where Jira changed it', () => {
      const plan = planOf(three({}, {}, { reporter: 'bob' }));
      expect(plan.findings[0]).to.include({ verdict: 'jira' });
    });
  });

  describe('`updated`', () => {
    const newer = { updated: '2026-02-19T00:00:00Z' };

    it('alone causes no write', () => {
      const plan = planOf(three({}, {}, newer));
      expect(hasActions(plan)).to.equal(false);
      expect(plan.findings).to.deep.equal([]);
    });

    it('is refreshed when the file is written for another reason', () => {
      const plan = planOf(three({}, {}, { ...newer, priority: 'Low' }));
      expect(written(plan)).to.deep.equal({ ...newer, priority: 'Low' });
    });

    it('alone is reason enough where the project wants it fresh', () => {
      const plan = planOf(three({}, {}, newer), { refreshUpdated: true });
      expect(written(plan)).to.deep.equal(newer);
    });

    it('is not told as an edit where the file lags behind', () => {
      const plan = planOf(three(newer, {}, newer));
      expect(hasActions(plan)).to.equal(false);
      expect(plan.findings).to.deep.equal([]);
    });
  });

  describe('sets', () => {
    it('send only the members that changed', () => {
      const plan = planOf(three({ labels: ['a', 'b'] }, { labels: ['b', 'c'] }, { labels: ['a', 'b'] }));
      expect(plan.jira[0]).to.deep.include({ values: {}, sets: { labels: { add: ['c'], remove: ['a'] } } });
    });

    it('merge by member where both sides changed them', () => {
      const plan = planOf(three({ labels: ['a', 'b'] }, { labels: ['b', 'c'] }, { labels: ['a', 'b', 'd'] }));
      expect(plan.jira[0]).to.deep.include({ sets: { labels: { add: ['c'], remove: ['a'] } } });
      expect(written(plan)).to.deep.equal({ labels: ['b', 'c', 'd'] });
      expect(plan.findings[0]).to.deep.include({ desired: ['b', 'c', 'd'], rule: 'members merged' });
    });

    it('keep what either side has on a first meeting', () => {
      const { base: _, ...met } = three({}, { labels: ['a'] }, { labels: ['b'] });
      const plan = planOf(met);
      expect(plan.jira[0]).to.deep.include({ sets: { labels: { add: ['a'], remove: [] } } });
      expect(written(plan)).to.deep.equal({ labels: ['a', 'b'] });
    });

    it('that lose their last member become empty', () => {
      const plan = planOf(three({ labels: ['a'] }, { labels: ['a'] }, { labels: null }));
      expect(written(plan)).to.deep.equal({ labels: null });
      const back = planOf(three({ labels: ['a'] }, { labels: null }, { labels: ['a'] }));
      expect(back.jira[0]).to.deep.include({ sets: { labels: { add: [], remove: ['a'] } } });
    });

    it('of links become a request each, a removal by the id of the link', () => {
      const old = { links: ['blocks APP-2', 'blocks APP-3'] };
      const plan = planOf(three(old, { links: ['blocks APP-2', 'clones APP-4'] }, old));
      expect(plan.jira).to.deep.equal([
        { kind: 'add-link', id: '10001', key: 'APP-1', link: 'clones APP-4', reason: 'linked in git' },
        {
          kind: 'remove-link',
          id: '10001',
          key: 'APP-1',
          link: 'blocks APP-3',
          linkId: 'link of blocks APP-3',
          reason: 'unlinked in git',
        },
      ]);
    });
  });

  describe('policy newest', () => {
    const contest = three({}, { priority: 'Low' }, { priority: 'Medium', updated: '2026-02-15T00:00:00Z' });
    const at = (time: string | null) => ({
      ...contest,
      more: { gitChangedAtMs: time === null ? null : Date.parse(time) },
    });

    it('takes git where the file changed later', () => {
      const plan = planOf(at('2026-02-16T00:00:00Z'), policy('priority', 'newest'));
      expect(plan.jira[0]).to.deep.include({ values: { priority: 'Low' } });
    });

    it('takes Jira where the issue changed later', () => {
      const plan = planOf(at('2026-02-14T00:00:00Z'), policy('priority', 'newest'));
      expect(written(plan)).to.include({ priority: 'Medium' });
    });

    it('waits for a person where nobody knows', () => {
      const plan = planOf(at(null), policy('priority', 'newest'));
      expect(plan.holds.map(({ field }) => field)).to.deep.equal(['priority']);
    });
  });

  describe('a value that cannot be read', () => {
    const problems = [{ field: 'due', line: 7, reason: '"soon" is no date' }];

    it('is held, and neither side is written', () => {
      const plan = planOf({ ...three({ due: '2026-03-01' }, { due: null }, { due: '2026-03-02' }), problems });
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds[0]).to.include({ field: 'due', kind: 'unreadable', reason: 'line 7: "soon" is no date' });
      expect(plan.base?.values.due).to.equal('2026-03-01');
    });

    it('holds up no other field', () => {
      const plan = planOf({ ...three({}, { title: 'Slow' }, { due: '2026-03-02' }), problems });
      expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow' } });
      expect(plan.holds.map(({ field }) => field)).to.deep.equal(['due']);
    });
  });

  describe('what Jira refused', () => {
    const refused = { field: 'due', kind: 'refused', reason: 'Jira says: no', since: NOW } as const;
    const hold = { ...refused, git: fingerprint('2026-03-02'), jira: fingerprint(null) };
    const world = { ...three({}, { due: '2026-03-02', title: 'Slow' }, {}), holds: [hold] };

    it('is not asked again while neither value changed, and holds up no other field', () => {
      const plan = planOf(world);
      expect(plan.holds).to.deep.equal([hold]);
      expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow' } });
      expect(plan.findings.map(({ ref, verdict }) => [ref, verdict])).to.deep.include(['due', 'held']);
    });

    it('is asked again when git says something else', () => {
      const plan = planOf({ ...world, ...three({}, { due: '2026-03-03' }, {}) });
      expect(plan.jira[0]).to.deep.include({ values: { due: '2026-03-03' } });
      expect(plan.holds).to.deep.equal([]);
    });

    it('is decided anew when Jira says something else', () => {
      const plan = planOf({ ...world, ...three({}, { due: '2026-03-02' }, { due: '2026-04-01' }) });
      expect(plan.holds).to.deep.equal([]);
      expect(written(plan)).to.deep.equal({ due: '2026-04-01' });
    });

    it('is asked again when a person wants that', () => {
      const plan = planOf(world, { retryHeld: true });
      expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow', due: '2026-03-02' } });
    });
  });

  it('a conflict keeps its date while it stands, and starts anew when a value changes', () => {
    const contest = three({}, { title: 'Slow' }, { title: 'Broken' });
    const [hold] = planOf(contest).holds;
    if (hold === undefined) throw new Error('the title is not held');
    const old = { ...hold, since: '2026-01-01T00:00:00Z' };
    expect(planOf({ ...contest, holds: [old] }).holds).to.deep.equal([old]);
    const moved = three({}, { title: 'Slow' }, { title: 'Ruined' });
    expect(planOf({ ...moved, holds: [old] }).holds[0]).to.include({ since: NOW });
  });
});

function three(base: Values, git: Values, jira: Values): World {
  return { base: ticket(base), git: ticket(git), jira: ticket(jira) };
}

function policy(field: string, which: 'jira' | 'git' | 'newest' | 'hold') {
  return { format: formatWith({ [field]: which }) };
}

/** The values that the plan writes into the file. */
function written(plan: TicketPlan): Values {
  const [write] = plan.git;
  return write?.kind === 'write-ticket' ? write.edit.values : {};
}
