import { type FrontMatterEntry, rawValue } from '../../model/front-matter.ts';
import { readTicketBody } from '../../model/ticket-file-body.ts';
import { splitTicketFile } from '../../model/ticket-file-split.ts';
import { plain } from '../render/plain.ts';

/** A ticket to be as somebody wrote it, not checked yet: by field name what a ticket file would say. */
export type Draft = {
  readonly raw: ReadonlyMap<string, unknown>;
  readonly description: string;
  /** What is wrong with how it is written. */
  readonly problems: readonly string[];
};

export type DraftOptions = {
  readonly title?: string;
  readonly type?: string;
  readonly priority?: string;
  readonly assignee?: string;
  readonly component?: readonly string[];
  readonly label?: readonly string[];
  readonly parent?: string;
  readonly epic?: string;
  readonly points?: string;
  readonly field?: readonly string[];
};

/** The options that stand for one field each, by the name of the field. */
const BY_FIELD = {
  title: 'title',
  type: 'type',
  priority: 'priority',
  assignee: 'assignee',
  component: 'components',
  label: 'labels',
  parent: 'parent',
  epic: 'epic',
  points: 'points',
} as const;

/** What the options say. The same field twice is a list, which the check refuses where a field takes one value. */
export function draftOfOptions(options: DraftOptions, description: string): Draft {
  const raw = new Map<string, unknown>();
  const problems: string[] = [];
  const add = (name: string, values: readonly string[]) => {
    const before = raw.get(name);
    const all = [...(before === undefined ? [] : [before].flat()), ...values];
    raw.set(name, all.length === 1 ? all[0] : all);
  };
  for (const [option, name] of Object.entries(BY_FIELD)) {
    const given = options[option as keyof typeof BY_FIELD];
    if (given !== undefined) add(name, [given].flat());
  }
  for (const pair of options.field ?? []) {
    const at = pair.indexOf('=');
    if (at < 1) problems.push(`--field: "${plain(pair)}" must be written like points=3`);
    else add(pair.slice(0, at).trim(), [pair.slice(at + 1)]);
  }
  return { raw, description, problems };
}

/** What a text in the form of a ticket file says. `name` is what problems call it. */
export function draftOfText(text: string, name: string): Draft {
  const split = splitTicketFile(text);
  if (split.kind === 'broken') return broken(name, split);
  const body = readTicketBody(text, split.bodyStart);
  if (body.kind === 'broken') return broken(name, body);
  const { description, section } = body.body;
  const raw = new Map(split.frontMatter.entries.map(({ key, value }) => [key, meaningOf(value)]));
  const comments = (section?.comments.length ?? 0) > 0;
  const problems = comments ? [`${name}: a new ticket has no comments yet; \`tract comment\` adds them`] : [];
  return { raw: new Map([...raw].filter(([, value]) => value !== null)), description: description.text, problems };
}

/** `first` with what `second` says over it. */
export function mergeDrafts(first: Draft, second: Draft): Draft {
  return {
    raw: new Map([...first.raw, ...second.raw]),
    description: second.description === '' ? first.description : second.description,
    problems: [...first.problems, ...second.problems],
  };
}

/** Null for what stands there to be filled in. */
function meaningOf(value: FrontMatterEntry['value']): unknown {
  const raw = rawValue(value);
  return raw === '' || (Array.isArray(raw) && raw.length === 0) ? null : raw;
}

function broken(name: string, { line, reason }: { readonly line: number; readonly reason: string }): Draft {
  return { raw: new Map(), description: '', problems: [`${name}:${line}: ${reason}`] };
}
