import { expect } from 'chai';
import { explainOrigins } from '../../../src/reconciler/explain-origins.ts';

describe('whose the values of a conflict are', () => {
  it('is told for each side, with the place where it can be looked up', () => {
    const git = { by: 'jane', at: '2026-02-14T09:00:00Z', commit: '3f786850e387550fdab836ed7e6dc881de23001b' };
    const jira = { by: 'john', at: '2026-02-14T09:05:00Z', change: '10023' };
    expect(explainOrigins({ origins: { git, jira } })).to.deep.equal([
      'git by jane, 2026-02-14T09:00:00Z, commit 3f786850e3',
      'Jira by john, 2026-02-14T09:05:00Z, change 10023',
    ]);
  });

  it('is told as far as it is known', () => {
    const jira = { by: null, at: '2026-02-14T09:05:00Z', change: null };
    expect(explainOrigins({ origins: { git: null, jira } })).to.deep.equal(['Jira somebody, 2026-02-14T09:05:00Z']);
    expect(explainOrigins({ origins: null })).to.deep.equal([]);
  });
});
