import { parseComponents } from '../../model/components-file.ts';
import type { Field } from '../../model/field.ts';
import { personNamed } from '../../model/match-person.ts';
import { parseValue } from '../../model/parse-value.ts';
import type { Value, Values } from '../../model/value.ts';
import { listTicketFiles } from '../clone-reader/list-ticket-files.ts';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { readPlainFile } from '../clone-reader/read-plain-file.ts';
import type { WorkingPlace } from '../offline/working-place.ts';
import { plain } from '../render/plain.ts';
import { suggestion } from '../render/suggestion.ts';
import type { Draft } from './draft.ts';

/** A ticket that can be asked for, or all that is wrong with it. */
export type CheckedDraft =
  | {
      readonly kind: 'good';
      /** Canonical, by the names of the front matter; without a clone also what nobody here knows, as it was given. */
      readonly values: Values;
      /** Markdown of the text fields, the description among them. */
      readonly texts: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'bad'; readonly problems: readonly string[] };

type Checked = { readonly value: Value } | { readonly problem: string };

const LONGEST_TITLE = 255;
const MOST_NAMED = 12;

/** Checks a draft against the project as the clone knows it: fields, kinds of values, names, people, tickets. `me` is `author`. */
export async function checkDraft(
  draft: Draft,
  place: WorkingPlace,
  author: () => Promise<string>,
): Promise<CheckedDraft> {
  const problems = [...draft.problems];
  const values: Record<string, Value> = {};
  const texts: Record<string, string> = { description: draft.description };
  for (const [name, raw] of draft.raw) {
    const field = place.format.fields.find((each) => each.name === name && each.place === 'front-matter');
    const meant = field?.kind === 'user' && /^me$/i.test(String(raw).trim()) ? await author() : raw;
    const checked = field === undefined ? checkUnknown(name, raw, place) : checkValue(field, meant, place);
    if ('problem' in checked) problems.push(plain(checked.problem));
    else if (field?.kind === 'text') texts[name] = String(checked.value ?? '');
    else if (checked.value !== null) values[name] = checked.value;
  }
  return problems.length > 0 ? { kind: 'bad', problems } : { kind: 'good', values, texts };
}

/** Outside of a clone the server knows the fields. */
function checkUnknown(name: string, raw: unknown, { clone, format }: WorkingPlace): Checked {
  const value = Array.isArray(raw) ? raw.map(String) : String(raw);
  if (clone === null) return { value };
  const names = format.fields.filter(({ place, via }) => place === 'front-matter' && via === 'edit');
  const hint = suggestion(
    name,
    names.map((each) => each.name),
  );
  return { problem: `${name}: this project has no such field${hint}` };
}

function checkValue(field: Field, raw: unknown, place: WorkingPlace): Checked {
  const { name, kind, via } = field;
  if (via !== 'edit') return { problem: `${name}: cannot be set when a ticket is created` };
  if (kind === 'text') return typeof raw === 'string' ? { value: raw } : { problem: `${name}: takes one text` };
  const parsed = parseValue(field, raw, place.format);
  if (parsed.kind === 'invalid') return { problem: parsed.reason.replace(/^"([^"]*)":? /, '$1: ') };
  const { value } = parsed;
  if (value === null || typeof value === 'number') return { value };
  if (name === 'title' && String(value).length > LONGEST_TITLE)
    return { problem: `title: is longer than the ${LONGEST_TITLE} characters that Jira takes` };
  return place.clone === null ? { value } : checkNames(field, value, place.clone);
}

/** Each name as the project writes it. */
function checkNames(field: Field, value: string | readonly string[], clone: TicketClone): Checked {
  const known = namesOf(field, clone);
  if (known === null) return { value };
  const found = [value].flat().map((each) => ({ each, name: known.find(each) }));
  const missing = found.filter(({ name }) => name === null).map(({ each }) => each);
  if (missing.length > 0) {
    const problems = missing.map((each) => `${field.name}: "${each}" is ${known.noneOf}${hintFor(each, known)}`);
    return { problem: problems.join('; ') };
  }
  const names = found.map(({ each, name }) => name ?? each);
  return { value: typeof value === 'string' ? (names[0] ?? value) : names.toSorted() };
}

type Names = {
  readonly candidates: readonly string[];
  readonly noneOf: string;
  readonly find: (typed: string) => string | null;
};

/** Null where the clone does not say which names there are. */
function namesOf({ name, kind }: Field, { config, folder, people }: TicketClone): Names | null {
  if (name === 'type') return listed(config.types, 'no type of this project');
  if (name === 'priority') return listed(config.priorities, 'no priority of this project');
  if (name === 'components') return listed(componentsOf(folder), 'no component in .tract/components.yaml');
  if (kind === 'user' || kind === 'multi-user') {
    const candidates = people.list.map(({ handle }) => handle);
    const find = (typed: string) => personNamed(people, typed)?.handle ?? null;
    return candidates.length === 0 ? null : { candidates, noneOf: 'nobody in .tract/users.yaml', find };
  }
  if (kind !== 'key') return null;
  const keys = listTicketFiles(folder).map(({ key }) => key);
  return {
    candidates: keys,
    noneOf: 'no ticket of this clone',
    find: (typed) => (keys.includes(typed) ? typed : null),
  };
}

function listed(candidates: readonly string[], noneOf: string): Names | null {
  const find = (typed: string) =>
    candidates.find((each) => each === typed) ??
    candidates.find((each) => each.toLowerCase() === typed.toLowerCase()) ??
    null;
  return candidates.length === 0 ? null : { candidates, noneOf, find };
}

function hintFor(typed: string, { candidates }: Names): string {
  const hint = suggestion(typed, candidates);
  return hint !== '' || candidates.length > MOST_NAMED ? hint : `; there is ${candidates.join(', ')}`;
}

/** None where the file is missing or cannot be read: Jira will say. */
export function componentsOf(folder: string): readonly string[] {
  const file = readPlainFile(folder, '.tract/components.yaml');
  return file.kind === 'bytes' ? parseComponents(file.bytes.toString('utf8')).components.map(({ name }) => name) : [];
}
