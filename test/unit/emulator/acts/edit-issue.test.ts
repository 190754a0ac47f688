import { expect } from 'chai';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { type Caller, callerOf, manualClock, startSite } from '../emulator-caller.ts';

describe('editing an issue', () => {
  const clock = manualClock();
  let jira: Emulator;
  let call: Caller;

  beforeEach(async () => {
    jira = await startSite({ personality: 'server', clock: clock.now });
    call = callerOf(jira);
    jira.as('anna').createIssue('APP', 'Task', { summary: 'First', labels: ['a'], components: [{ name: 'api' }] });
    clock.advance(1000);
  });

  afterEach(() => jira.close());

  const fields = async () => (await call('GET', '2/issue/APP-1')).body.fields;

  it('adds and removes members of a set without touching the others', async () => {
    const update = { labels: [{ add: 'b' }, { remove: 'a' }], components: [{ add: { name: 'ui' } }] };
    expect((await call('PUT', '2/issue/APP-1', { update })).status).to.equal(204);
    expect((await fields())?.labels).to.deep.equal(['b']);
    expect((await fields())?.components).to.have.length(2);
  });

  it('is all or nothing, and every wrong field is named', async () => {
    const answer = await call('PUT', '2/issue/APP-1', {
      fields: { summary: 'Changed', labels: ['two words'], priority: { name: 'Urgent' }, status: { name: 'Done' } },
      update: { components: [{ add: { name: 'nowhere' } }] },
    });
    expect(answer.status).to.equal(400);
    expect(answer.body.errors).to.deep.equal({
      labels: "The label 'two words' contains spaces which is invalid.",
      priority: 'The priority selected is invalid.',
      status: "Field 'status' cannot be set. It is not on the appropriate screen, or unknown.",
      components: "Component name 'nowhere' is not valid",
    });
    expect((await fields())?.summary).to.equal('First');
  });

  it('refuses texts that are too long, by the field they are in', async () => {
    const long = 'x'.repeat(32_768);
    const tooLong = 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';
    const answer = await call('PUT', '2/issue/APP-1', { fields: { description: long, summary: 'y'.repeat(256) } });
    expect(answer.body.errors).to.deep.equal({
      description: tooLong,
      summary: 'Summary must be less than 255 characters.',
    });
    const comment = await call('POST', '2/issue/APP-1/comment', { body: long });
    expect([comment.status, comment.body.errors?.comment]).to.deep.equal([400, tooLong]);
  });

  it('takes a field in `fields` or in `update`, not in both', async () => {
    const both = await call('PUT', '2/issue/APP-1', { fields: { labels: [] }, update: { labels: [{ add: 'b' }] } });
    expect(both.status).to.equal(400);
    const nothing = await call('PUT', '2/issue/APP-1', {});
    expect(nothing.body).to.deep.equal({ errorMessages: ["one of 'fields' or 'update' required"], errors: {} });
    const verb = await call('PUT', '2/issue/APP-1', { update: { summary: [{ add: 'x' }] } });
    expect(verb.body.errors).to.deep.equal({ summary: "Field 'summary' is not valid for this operation." });
  });

  it('moves `updated` and writes the changelog, unless nothing changes', async () => {
    const before = (await fields())?.updated;
    clock.advance(5000);
    await call('PUT', '2/issue/APP-1', { fields: { summary: 'First' } });
    expect((await fields())?.updated).to.equal(before);
    await call('PUT', '2/issue/APP-1', { fields: { summary: 'Second', duedate: '2026-03-01' } });
    expect((await fields())?.updated).not.to.equal(before);
    const { histories } = (await call('GET', '2/issue/APP-1?expand=changelog')).body.changelog ?? {};
    expect(histories).to.have.length(1);
    expect((histories as never as { items: { field: string }[] }[])[0]?.items.map((item) => item.field)).to.deep.equal([
      'summary',
      'duedate',
    ]);
  });

  it('with whole seconds in the database, `updated` differs from the changelog', async () => {
    jira.settings.secondPrecisionUpdated = true;
    clock.advance(123);
    const issue = jira.as('anna').editIssue('APP-1', { summary: 'Second' });
    expect(issue.updatedMs % 1000).to.equal(0);
    expect(issue.history[0]?.createdMs).to.equal(clock.now());
    expect(issue.history[0]?.createdMs).not.to.equal(issue.updatedMs);
  });

  it('sets every kind of custom field, and shows it again', async () => {
    const written = {
      customfield_10016: 3,
      customfield_10101: 'Acme',
      customfield_10102: 'h1. Wiki',
      customfield_10104: '2026-03-01',
      customfield_10105: '2026-03-01T10:00:00.000+0000',
      customfield_10106: { value: 'Major' },
      customfield_10107: [{ value: 'Linux' }, { value: 'Windows' }],
      customfield_10108: { name: 'ben' },
      customfield_10109: [{ name: 'ben' }, { name: 'anna' }],
      customfield_10110: ['x', 'y'],
      customfield_10111: { value: 'Europe', child: { value: 'Paris' } },
    };
    const answer = await call('PUT', '2/issue/APP-1', { fields: written });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(204);
    const shown = await fields();
    for (const [id, value] of Object.entries(written)) {
      if (typeof value !== 'object') expect(shown?.[id], id).to.equal(value);
      else if (Array.isArray(value)) expect(shown?.[id], id).to.have.length(value.length);
      else expect(shown?.[id], id).to.deep.include('value' in value && !('child' in value) ? value : {});
    }
    expect(shown?.customfield_10111?.child?.value).to.equal('Paris');
    const cleared = Object.fromEntries(Object.keys(written).map((id) => [id, null]));
    expect((await call('PUT', '2/issue/APP-1', { fields: cleared })).status).to.equal(204);
    expect((await fields())?.customfield_10111).to.equal(null);
  });
});

describe('text on Cloud', () => {
  let jira: Emulator;

  afterEach(() => jira.close());

  it('is a document on v3 and wiki markup on v2; the wrong one is refused', async () => {
    jira = await startSite({ personality: 'cloud' });
    const call = callerOf(jira);
    const project = { project: { key: 'APP' }, issuetype: { name: 'Task' }, summary: 'S' };
    const string = await call('POST', '3/issue', { fields: { ...project, description: 'plain' } });
    expect(string.body.errors).to.deep.equal({
      description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
    });
    const description = {
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hi' }] }],
    };
    await call('POST', '3/issue', { fields: { ...project, description } });
    expect((await call('GET', '2/issue/APP-1')).body.fields?.description).to.equal('Hi');
    const shown = (await call('GET', '3/issue/APP-1')).body.fields?.description as never as typeof description;
    expect(shown.content[0]).to.have.nested.property('attrs.localId');
  });
});
