import { expect } from 'chai';
import { SCHEMA_PATH } from '../../../../src/cli/onboard/generated-documents.ts';
import type { ProjectDescription } from '../../../../src/cli/onboard/project-description.ts';
import { CONFIG_PATH, projectFiles } from '../../../../src/cli/onboard/project-files.ts';
import { parseComponents } from '../../../../src/model/components-file.ts';
import { BUILT_IN_FIELDS } from '../../../../src/model/field-table.ts';
import { type ProjectConfig, parseProjectConfig, ticketFormatOf } from '../../../../src/model/project-config.ts';
import { readTicketFile } from '../../../../src/model/ticket-file.ts';
import { readWorklogFile } from '../../../../src/model/worklog-file.ts';

const DESCRIPTION: ProjectDescription = {
  key: 'APP',
  name: 'The "App": a #1 project',
  url: 'https://jira.example.com/jira',
  types: ['Epic', 'Story', 'Sub-task', 'No'],
  standardTypes: ['Epic', 'Story', 'No'],
  statuses: [
    { name: 'To Do', category: 'new' },
    { name: 'Yes: done', category: 'done' },
  ],
  priorities: ['High', '1.10', 'null'],
  resolutions: ["Won't Do", 'Fixed'],
  components: ['Auth', 'Web: [front]', '#hash'],
  fields: [
    { name: 'sprint', id: 'customfield_10020', kind: null, jiraName: 'Sprint', found: '' },
    {
      name: 'severity',
      id: 'customfield_10106',
      kind: 'option',
      jiraName: 'Severity',
      found: 'to create and edit, in 3 of 20 issues',
    },
    { name: 'notes', id: 'customfield_10107', kind: 'text', jiraName: 'Notes\nof two lines', found: '' },
  ],
  unknownFields: [],
  hoursPerDay: 7.5,
  daysPerWeek: 4,
};

const files = (allFields = false) => projectFiles(DESCRIPTION, 'anna: anna\n', { allFields, server: null });

function configOf(text: string | undefined): ProjectConfig {
  const reading = parseProjectConfig(text ?? '');
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
  return reading.config;
}

describe('projectFiles', () => {
  it('writes a configuration that reads back as the project, whatever its names are', () => {
    const config = configOf(files().get(CONFIG_PATH));
    expect(config).to.deep.include({
      types: DESCRIPTION.types,
      statuses: DESCRIPTION.statuses,
      priorities: DESCRIPTION.priorities,
      resolutions: DESCRIPTION.resolutions,
      project: { key: 'APP', name: DESCRIPTION.name, url: DESCRIPTION.url },
      timeTracking: { hoursPerDay: 7.5, daysPerWeek: 4 },
    });
    expect(config.newTicket.type).to.equal('Epic');
    expect(config.workflow.defaults.resolution).to.equal('Fixed');
  });

  it('maps the agile fields, and proposes the others in lines that become valid below "fields"', () => {
    const text = files().get(CONFIG_PATH) ?? '';
    expect(Object.keys(configOf(text).fields)).to.deep.equal(['sprint']);
    const proposed = text.match(/^# {3}\w+: \{.*$/gm) ?? [];
    expect(proposed).to.have.length(2);
    const uncommented = proposed.map((line) => line.replace(/^#\s*/, '  ')).join('\n');
    expect(Object.keys(configOf(text.replace('fields:\n', `fields:\n${uncommented}\n`)).fields).sort()).to.deep.equal([
      'notes',
      'severity',
      'sprint',
    ]);
  });

  it('maps every field when asked', () => {
    expect(Object.keys(configOf(files(true).get(CONFIG_PATH)).fields)).to.deep.equal(['sprint', 'severity', 'notes']);
  });

  it('writes components that read back', () => {
    const { components, problems } = parseComponents(files().get('.tract/components.yaml') ?? '');
    expect(problems).to.deep.equal([]);
    expect(components.map(({ name }) => name)).to.deep.equal(DESCRIPTION.components);
  });

  it('documents every field of the table that a file can have, and an example that reads without a problem', () => {
    const schema = files(true).get(SCHEMA_PATH) ?? '';
    const mapped = ['sprint', 'severity', 'notes'];
    const shown = BUILT_IN_FIELDS.filter(({ jira, place }) => jira !== null && place === 'front-matter');
    for (const name of [...shown.map((field) => field.name), ...mapped]) expect(schema).to.include(`| \`${name}\` |`);
    const example = /```markdown\n([\s\S]*?)\n```/.exec(schema)?.[1] ?? '';
    const config = configOf(files(true).get(CONFIG_PATH));
    const reading = readTicketFile(new TextEncoder().encode(`${example}\n`), ticketFormatOf(config));
    if (reading.kind !== 'ticket') throw new Error(reading.reason);
    expect(reading.doc.problems).to.deep.equal([]);
    expect(reading.doc.comments).to.have.length(1);
  });

  it('tells how time is tracked, with hours as Jira has them and lines that read back', () => {
    const tempo = files().get('.tract/TEMPO.md') ?? '';
    const { timeTracking } = configOf(files().get(CONFIG_PATH));
    expect(tempo).to.include(`Hours are due from Monday to Friday, ${timeTracking.hoursPerDay} a day.`);
    const [lines = ''] = /(?<=```json\n)[\s\S]*?(?=\n```)/.exec(tempo) ?? [];
    const format = ticketFormatOf(configOf(files().get(CONFIG_PATH)));
    const reading = readWorklogFile('2026-02', `${lines}\n`, format);
    expect(reading.problems).to.deep.equal([]);
    expect(reading.lines).to.have.length(2);
  });

  it('tells of several projects, repositories and servers', () => {
    expect(files().get('.tract/FEDERATION.md')).to.include('one Jira project, APP at ');
  });

  it('tells git to keep the lines of both when worklogs are merged', () => {
    expect(files().get('.gitattributes')).to.equal(
      'worklogs/*.jsonl merge=union\n.tract/queue/create.jsonl merge=union\n',
    );
  });
});
