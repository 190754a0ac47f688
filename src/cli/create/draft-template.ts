import { renderContent } from '../../model/front-matter-render.ts';
import type { WorkingPlace } from '../offline/working-place.ts';
import { componentsOf } from './check-draft.ts';
import type { Draft } from './draft.ts';

const OFFERED = ['title', 'type', 'priority', 'assignee', 'parent', 'epic', 'points', 'components', 'labels'];
const MOST_NAMED = 12;

/** The text that opens in the editor: front matter to fill in, with what the options said, and what may stand there. */
export function draftTemplate({ raw, description }: Draft, project: string, place: WorkingPlace): string {
  const known = new Set(place.format.fields.map(({ name }) => name));
  const names = [...OFFERED.filter((name) => known.has(name)), ...raw.keys()];
  const lines = [...new Set(names)].map((name) => {
    const value = raw.get(name);
    return `${noteOn(name, place)}${name}:${value === undefined ? ' \n' : renderContent(contentOf(value), '')}`;
  });
  return [
    '---\n',
    `# A new ticket of ${project}. Fill in what you like, save and close: without a title nothing is created.\n`,
    '# Below the second --- comes the description, in Markdown.\n',
    ...lines,
    '---\n',
    description === '' ? '\n' : `\n${description}\n`,
  ].join('');
}

function noteOn(name: string, { clone, people }: WorkingPlace): string {
  if (clone === null) return '';
  const { config, folder } = clone;
  const names: Readonly<Record<string, readonly string[]>> = {
    type: config.types,
    priority: config.priorities,
    assignee: people.list.map(({ handle }) => handle),
    components: componentsOf(folder),
  };
  const choices = names[name] ?? [];
  const given = name === 'type' ? `; ${config.newTicket.type} if empty` : '';
  const more = choices.length > MOST_NAMED ? ', …' : '';
  return choices.length === 0 ? '' : `# ${choices.slice(0, MOST_NAMED).join(', ')}${more}${given}\n`;
}

function contentOf(value: unknown): string | readonly string[] {
  return Array.isArray(value) ? value.map(String) : String(value);
}
