import { expect } from 'chai';
import {
  fieldsOf,
  type ProjectConfig,
  parseProjectConfig,
  renderProjectConfig,
  ticketFormatOf,
} from '../../../src/model/project-config.ts';

const SMALL = 'version: 1\nproject:\n  key: APP\n  url: https://jira.example.com\n';

function config(text: string): ProjectConfig {
  const reading = parseProjectConfig(text);
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
  return reading.config;
}

function problems(text: string): readonly string[] {
  const reading = parseProjectConfig(text);
  return reading.kind === 'invalid' ? reading.problems : [];
}

const LARGE = `${SMALL}  name: "App: the first"
types: [Bug, "1.10", No]
statuses:
  - {name: To Do, category: new}
  - name: Done
    category: done
priorities: [High, Low]
resolutions: [Fixed, "Won't Fix"]
timeTracking: {hoursPerDay: 7.6, daysPerWeek: 5.5}
fields:
  epic: {id: customfield_10014}
  points: {id: customfield_10016, kind: number, policy: hold}
  team: {id: customfield_10020, kind: option}
  notes: {id: customfield_10021, kind: text}
policies: {priority: git, team: newest}
deletedInGit: close
refreshUpdated: true
workflow:
  closeStatus: Done
  defaults:
    resolution: Fixed
    fields: {team: Web, components: [a, "b, c"]}
newTicket: {type: Bug, priority: Low}
sync: {enabled: false, server: http://tract-server:3100}
queue: {batch: 5, pauseMs: 0}
`;

describe('.tract/config.yaml', () => {
  it('needs no more than the project', () => {
    const { types, timeTracking, deletedInGit, workflow, newTicket, sync, queue } = config(SMALL);
    expect({ types, timeTracking, deletedInGit, workflow, newTicket, sync, queue }).to.deep.equal({
      types: [],
      timeTracking: { hoursPerDay: 8, daysPerWeek: 5 },
      deletedInGit: 'restore',
      workflow: { closeStatus: null, defaults: { resolution: null, fields: {} } },
      newTicket: { type: 'Task', priority: null },
      sync: { enabled: true, server: null },
      queue: { batch: 10, pauseMs: 100 },
    });
  });

  it('takes the sync settings of the documentation', () => {
    expect(config(`${SMALL}sync:\n  enabled: true\n  server: http://tract-server:3100\n`).sync.server).to.equal(
      'http://tract-server:3100',
    );
  });

  it('takes keys without a value as absent', () => {
    expect(config(`${SMALL}fields:\npolicies:\nworkflow:\n  closeStatus:\n`)).to.deep.equal(config(SMALL));
  });

  it('reads back as it was written, small and large', () => {
    for (const text of [SMALL, LARGE]) {
      expect(config(renderProjectConfig(config(text)))).to.deep.equal(config(text));
    }
  });

  it('tells all problems at once, each with its place', () => {
    const text = `version: 1
project: {key: ../etc, url: "javascript:alert(1)"}
types: Bug
statuses: [{name: Open, category: blue}]
timeTracking: {hoursPerDay: 30}
fields: {title: {id: customfield_1}, Bad name: {id: x, kind: blob}}
deletedInGit: purge
refreshUpdated: maybe
queue: {batch: 0}
colour: red
`;
    expect(problems(text).map((problem) => problem.split(':')[0])).to.have.members([
      'project.key',
      'project.url',
      'types',
      'statuses.0.category',
      'timeTracking.hoursPerDay',
      'fields.Bad name.kind',
      'deletedInGit',
      'refreshUpdated',
      'queue.batch',
      'colour',
    ]);
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['nothing at all', '', /the file: must be a mapping/],
    ['a word for a list', `${SMALL}types: Bug\n`, /^types: must be a list$/],
    ['no project', 'version: 1\n', /^project: is missing/],
    ['no version', SMALL.replace('version: 1\n', ''), /^version: must be 1/],
    ['a newer version', SMALL.replace('1', '2'), /newer Tract.*update/],
    ['broken YAML', `${SMALL}types: [a\n`, /^line \d+: /],
    ['a repeated key', `${SMALL}types: []\ntypes: []\n`, /^line 6: the key "types" is there twice/],
    ['an alias', 'a: &a x\nb: *a\n', /alias/],
    ['a mapping of a built-in field', `${SMALL}fields: {title: {id: customfield_1}}\n`, /built in/],
    ['another kind for points', `${SMALL}fields: {points: {id: customfield_1, kind: text}}\n`, /leave kind out/],
    ['a custom field without a kind', `${SMALL}fields: {team: {id: customfield_1}}\n`, /kind: is missing/],
    [
      'a field name that every object has',
      `${SMALL}fields: {constructor: {id: customfield_1, kind: text}}\n`,
      /field name/,
    ],
    [
      'one id for two fields',
      `${SMALL}fields: {a: {id: customfield_1, kind: text}, b: {id: customfield_1, kind: text}}\n`,
      /already the field "a"/,
    ],
    ['the id of a built-in field', `${SMALL}fields: {a: {id: summary, kind: string}}\n`, /already the field "title"/],
    ['a policy for no field', `${SMALL}policies: {titel: git}\n`, /no field of that name/],
    ['no status to close with', `${SMALL}deletedInGit: close\n`, /closeStatus/],
  ];
  for (const [situation, text, reason] of refused) {
    it(`is refused with ${situation}`, () => {
      expect(problems(text).join('\n')).to.match(reason);
    });
  }
});

describe('the fields of a project', () => {
  it('are the built-in ones that Jira has, then the custom ones', () => {
    const names = fieldsOf(config(LARGE)).map(({ name }) => name);
    expect(names).to.include.members(['title', 'epic', 'points', 'description', 'comments', 'worklogs']);
    expect(names).to.not.include('sprint');
    expect(names.slice(-2)).to.deep.equal(['team', 'notes']);
  });

  it('have their ids and policies from the config', () => {
    const fields = new Map(fieldsOf(config(LARGE)).map((field) => [field.name, field]));
    expect(fields.get('points')).to.include({
      jira: 'customfield_10016',
      policy: 'hold',
      kind: 'number',
      custom: false,
    });
    expect(fields.get('priority')?.policy).to.equal('git');
    expect(fields.get('team')).to.include({ policy: 'newest', custom: true, place: 'front-matter', via: 'edit' });
    expect(fields.get('notes')).to.include({ kind: 'text', policy: 'hold' });
    expect(fields.get('status')?.policy).to.equal('jira');
  });

  it('come with the working time of the site', () => {
    expect(ticketFormatOf(config(LARGE))).to.include({ secondsPerDay: 27_360, secondsPerWeek: 150_480 });
  });
});
