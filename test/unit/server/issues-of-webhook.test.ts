import { expect } from 'chai';
import { issuesOfWebhook } from '../../../src/server/issues-of-webhook.ts';

const of = (body: unknown) => issuesOfWebhook(body, 'APP');

describe('issuesOfWebhook', () => {
  it('names an issue by its key', () => {
    expect(of({ issue: { id: '10001', key: 'APP-7' } })).to.deep.equal(['APP-7']);
  });

  it('names a worklog event by the id of its issue, a number or text', () => {
    expect(of({ worklog: { issueId: '10001' } })).to.deep.equal(['10001']);
    expect(of({ worklog: { issueId: 10001 } })).to.deep.equal(['10001']);
  });

  it('names both ends of a link', () => {
    expect(of({ issueLink: { sourceIssueId: 10001, destinationIssueId: 10002 } })).to.deep.equal(['10001', '10002']);
  });

  it('finds the issue of a Server comment in its address', () => {
    const self = 'http://jira.example.com/rest/api/2/issue/10001/comment/10100';
    expect(of({ comment: { self } })).to.deep.equal(['10001']);
  });

  it('names an issue that moved away by the key it had', () => {
    const changelog = { items: [{ field: 'Key', fromString: 'APP-3', toString: 'OPS-1' }] };
    expect(of({ issue: { id: '10003', key: 'OPS-1' }, changelog })).to.deep.equal(['10003', 'APP-3']);
  });

  it('takes nothing that is no key and no id', () => {
    for (const key of ['APP-1/../../x', 'APP-1\n', '__proto__', 'APP-0', 7, null, { toString: () => 'APP-1' }]) {
      expect(of({ issue: { key } }), String(JSON.stringify(key))).to.deep.equal([]);
    }
    for (const id of ['0', '-1', '1e9', '10001 OR 1=1', 1.5, Number.NaN]) {
      expect(of({ worklog: { issueId: id } }), String(id)).to.deep.equal([]);
    }
  });

  it('survives bodies of any shape', () => {
    for (const body of [null, undefined, 1, 'x', [], { issue: [] }, { changelog: { items: [null, 1, {}] } }]) {
      expect(of(body)).to.deep.equal([]);
    }
  });
});
