import { expect } from 'chai';
import { programCommands } from '../../../../src/cli/onboard/schema/program-commands.ts';
import { schemaDocument } from '../../../../src/cli/onboard/schema-document.ts';
import { parseComponents } from '../../../../src/model/components-file.ts';
import { BUILT_IN_FIELDS } from '../../../../src/model/field-table.ts';
import { parsePeople } from '../../../../src/model/people-file.ts';
import { type ProjectConfig, parseProjectConfig, ticketFormatOf } from '../../../../src/model/project-config.ts';
import { readQueueFile } from '../../../../src/model/queue-file.ts';
import { readTicketFile } from '../../../../src/model/ticket-file.ts';
import { readWorklogFile } from '../../../../src/model/worklog-file.ts';
import { ENDPOINTS } from '../../../../src/server/endpoints/index.ts';
import { GENERAL_RULES } from '../../../../src/server/schemas/rules.ts';

const SETTINGS = `version: 1
project: {key: WEB, url: https://jira.example.com}
types: [Bug, Task]
timeTracking: {hoursPerDay: 6, daysPerWeek: 4}
`;

const config = configOf(`${SETTINGS}fields:\n  points: {id: customfield_10016}\n`);
const document = schemaDocument(config);

function configOf(text: string): ProjectConfig {
  const reading = parseProjectConfig(text);
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
  return reading.config;
}

/** What stands in the first fence of a language behind a heading. */
function example(heading: string, language: string): string {
  const behind = document.slice(document.search(new RegExp(`^#+ ${heading}`, 'm')));
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``, 'm').exec(behind)?.[1] ?? '';
}

describe('SCHEMA.md', () => {
  it('has every field that this project has, and none that its Jira lacks', () => {
    for (const { name, jira, place } of BUILT_IN_FIELDS) {
      if (place !== 'front-matter') continue;
      if (jira !== null || name === 'points') expect(document).to.include(`| \`${name}\` |`);
      else expect(document).to.not.include(`| \`${name}\` |`);
    }
  });

  it('has every endpoint with its right, every command, and every setting', () => {
    for (const { method, path, access } of ENDPOINTS) {
      const [row = ''] = document.split('\n').filter((line) => {
        return [`${path}\``, `${path}?`].some((end) => line.startsWith(`| \`${method.toUpperCase()} ${end}`));
      });
      expect(row, path).to.include(
        access.kind === 'key' ? `| ${access.right}` : access.kind === 'open' ? '| open |' : '',
      );
    }
    const commands = programCommands();
    expect(commands.map(({ name }) => name)).to.include.members([
      'tract log',
      'tract conflicts resolve',
      'tract serve',
    ]);
    for (const { name, description } of commands) expect(document).to.include(`\`${name}`).and.to.include(description);
    for (const path of settingPaths(config))
      expect(document, path).to.match(new RegExp(`^\\| \`${path}\` \\| \\w`, 'm'));
  });

  it('gives a ticket, time entries and queue entries that their own parsers take', () => {
    const ticket = example('Ticket', 'markdown');
    const reading = readTicketFile(new TextEncoder().encode(`${ticket}\n`), ticketFormatOf(config));
    if (reading.kind !== 'ticket') throw new Error(reading.reason);
    expect(reading.doc.problems).to.deep.equal([]);
    expect(reading.doc.comments).to.have.length(1);

    const lines = example('Time entry', 'json');
    const worklogs = readWorklogFile('2026-02', lines, ticketFormatOf(config));
    expect(worklogs.problems).to.deep.equal([]);
    expect(worklogs.lines.map(({ worklog }) => worklog.id === null)).to.deep.equal([true, false]);

    const queued = [...document.matchAll(/^`(\.tract\/queue\/[^`]+)`:\n\n```json\n(.*)\n```/gm)];
    const queue = queued.map(([, path = '', text = '']) => readQueueFile(path, text));
    expect(queue.flatMap(({ problems }) => problems)).to.deep.equal([]);
    expect(queue.flatMap(({ entries }) => entries.map(({ entry }) => entry.kind))).to.deep.equal(['create', 'worklog']);
  });

  it('gives settings, people and components that their own parsers take', () => {
    const settings = example('Settings', 'yaml');
    expect(configOf(`${SETTINGS}${settings}\n`).fields.severity?.policy).to.equal('hold');
    const { people, problems } = parsePeople(example('Who is who', 'yaml'));
    expect(problems).to.deep.equal([]);
    expect(people.list.map(({ jiraName }) => jiraName)).to.include('jdoe');
    expect(parseComponents(example('Components', 'yaml'))).to.have.nested.property('components.length', 1);
  });

  it('gives bodies of requests that the endpoints take, one for each that makes or decides something', () => {
    const lines = example('HTTP API', 'text').split('\n');
    const asked = lines.map((line) => {
      const [, path = '', body = ''] = /^POST (\S+) (.*)$/.exec(line) ?? [];
      const named = path.replace(/WEB-\d+$/, '{issue}').replace(/WEB$/, '{project}');
      const endpoint = ENDPOINTS.find((each) => each.path === named && each.method === 'post');
      const schema = endpoint?.body.schema({ ...GENERAL_RULES, nowMs: Date.parse('2026-03-01T00:00:00Z') });
      expect(schema?.safeParse(JSON.parse(body)).success, line).to.equal(true);
      return named;
    });
    const taken = ENDPOINTS.filter(({ body }) => body.form === 'json').map(({ path }) => path);
    expect(asked).to.have.members(taken);
  });

  it("says how long this project's day and week are", () => {
    expect(document).to.include('| `1d` | 21600 | `6h` |').and.to.include('| `1w` | 86400 | `24h` |');
  });
});

/** The paths of all settings that have a value or a default. */
function settingPaths(value: object, above: readonly string[] = []): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const path = [...above, name];
    const isMapping = typeof member === 'object' && member !== null && !Array.isArray(member);
    const isPeoples = ['fields', 'policies'].includes(name);
    return isMapping && !isPeoples ? settingPaths(member, path) : [path.join('.')];
  });
}
