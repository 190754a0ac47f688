import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type Raw, rawList, rawRecord } from '../../../../src/emulator/load/raw-values.ts';
import { readJsonLines } from '../../../../src/emulator/load/read-json-lines.ts';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { plainText } from '../../../../src/emulator/text/adf-node.ts';
import { statusesOf } from '../../../../src/emulator/world/workflow.ts';
import { callerOf, startSite } from '../emulator-caller.ts';

const file = fileURLToPath(new URL('../../../../../shared/data/daemon.jsonl.gz', import.meta.url));

async function documents(): Promise<readonly Raw[]> {
  const all: Raw[] = [];
  for await (const raw of readJsonLines(file)) all.push(raw);
  return all;
}

describe('a real project that was loaded', () => {
  let jira: Emulator | undefined;

  afterEach(() => jira?.close());

  before(function () {
    if (existsSync(file)) return;
    console.log('      skipped: ../shared/data is not there');
    this.skip();
  });

  it('shows on Server the values it was loaded with', async () => {
    jira = await startSite({ personality: 'server' });
    const summary = await jira.load(file);
    expect(summary).to.deep.include({ issues: 317, projects: ['DAEMON'] });
    for (const raw of (await documents()).slice(0, 100)) {
      const { body } = await callerOf(jira)('GET', `2/issue/${String(raw.key)}`);
      const loaded = rawRecord(raw.fields) ?? {};
      const shown = body.fields as unknown as Record<string, unknown>;
      for (const name of ['summary', 'description', 'created', 'updated', 'labels', 'resolutiondate']) {
        expect(shown[name] ?? null, `${String(raw.key)} ${name}`).to.deep.equal(loaded[name] ?? null);
      }
      for (const name of ['status', 'priority', 'resolution', 'issuetype']) {
        expect(rawRecord(shown[name])?.name, name).to.equal(rawRecord(loaded[name])?.name);
      }
      for (const name of ['components', 'fixVersions', 'versions', 'issuelinks']) {
        expect((shown[name] as unknown[]).length, `${String(raw.key)} ${name}`).to.equal(
          (loaded[name] as unknown[]).length,
        );
      }
      const bodies = (page: unknown) => rawList(rawRecord(page)?.comments).map((each) => each.body ?? '');
      expect(bodies(shown.comment)).to.deep.equal(bodies(loaded.comment));
    }
  });

  it('has a workflow that leads from every status to every other', async () => {
    jira = await startSite({ personality: 'server' });
    await jira.load(file);
    const project = [...jira.world.projects.values()].find((each) => each.key === 'DAEMON');
    const workflow = project?.workflow;
    if (!workflow) throw new Error('The project was not loaded');
    for (const start of statusesOf(workflow)) {
      const reached = new Set([start]);
      for (const from of reached)
        for (const step of workflow.transitions) if (step.from?.includes(from)) reached.add(step.to);
      expect(reached.size).to.equal(statusesOf(workflow).length);
    }
  });

  it('is shown on Cloud as documents in which no word is missing, by users with account ids', async () => {
    jira = await startSite({ personality: 'cloud' });
    await jira.load(file);
    for (const raw of (await documents()).slice(0, 60)) {
      const { body } = await callerOf(jira)('GET', `3/issue/${String(raw.key)}`);
      const wiki = String(rawRecord(raw.fields)?.description ?? '');
      const shown = body.fields?.description ? plainText(body.fields.description as never).replaceAll(/\s+/g, ' ') : '';
      for (const word of wiki.split(/\s+/)) {
        if (!/^\{(code|noformat)[^}]*\}$|^h[1-6]\.$/.test(word)) expect(shown, String(raw.key)).to.include(word);
      }
      expect(body.fields?.reporter).to.have.property('accountId');
      expect(body.fields?.reporter).not.to.have.property('name');
    }
  });
});
