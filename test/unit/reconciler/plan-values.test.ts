import { expect } from 'chai';
import type { Values } from '../../../src/model/value.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import { planOf, ticket, type World } from '../../support/observation-builder.ts';
import { valuesWritten } from '../../support/read-plan.ts';

describe('the plan for the fields of a ticket', () => {
  it('two fields that changed on different sides both win', () => {
    const plan = planOf(three({}, { title: 'Slow' }, { priority: 'Low' }));
    expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow' } });
    expect(valuesWritten(plan)).to.deep.equal({ priority: 'Low' });
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
      expect(valuesWritten(plan)).to.deep.equal({ assignee: null });
    });

    for (const name of ['title', 'type', 'status']) {
      it(`comes back where no ticket can be without it: ${name}`, () => {
        const plan = planOf(three({}, { [name]: null }, {}));
        expect(plan.jira).to.deep.equal([]);
        expect(valuesWritten(plan)).to.deep.equal({ [name]: ticket().values[name] });
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
        expect(valuesWritten(plan)).to.deep.equal({ [name]: ticket().values[name] });
        expect(plan.findings[0]).to.include({ ref: name, verdict: 'put-back', git: edited, rule: 'belongs to Jira' });
      });
    }

    it('is put back member by member: attachments', () => {
      const plan = planOf(three({ attachments: ['a.png'] }, { attachments: ['b.png'] }, { attachments: ['a.png'] }));
      expect(plan.jira).to.deep.equal([]);
      expect(valuesWritten(plan)).to.deep.equal({ attachments: ['a.png'] });
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
      expect(valuesWritten(plan)).to.deep.equal({ ...newer, priority: 'Low' });
    });

    it('alone is reason enough where the project wants it fresh', () => {
      const plan = planOf(three({}, {}, newer), { refreshUpdated: true });
      expect(valuesWritten(plan)).to.deep.equal(newer);
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
      expect(valuesWritten(plan)).to.deep.equal({ labels: ['b', 'c', 'd'] });
      expect(plan.findings[0]).to.deep.include({ desired: ['b', 'c', 'd'], rule: 'members merged' });
    });

    it('keep what either side has on a first meeting', () => {
      const { base: _, ...met } = three({}, { labels: ['a'] }, { labels: ['b'] });
      const plan = planOf(met);
      expect(plan.jira[0]).to.deep.include({ sets: { labels: { add: ['a'], remove: [] } } });
      expect(valuesWritten(plan)).to.deep.equal({ labels: ['a', 'b'] });
    });

    it('that lose their last member become empty', () => {
      const plan = planOf(three({ labels: ['a'] }, { labels: ['a'] }, { labels: null }));
      expect(valuesWritten(plan)).to.deep.equal({ labels: null });
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
});

function three(base: Values, git: Values, jira: Values): World {
  return { base: ticket(base), git: ticket(git), jira: ticket(jira) };
}
