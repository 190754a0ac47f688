import { sameValue } from '../../../src/model/canonical.ts';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import { projectOf } from '../../../src/model/ticket-key.ts';
import type { World } from '../world.ts';
import { bornAs } from './checkout.ts';
import { type Chronicle, type Element, wordIn, wordsIn } from './chronicle.ts';
import { FIELDS } from './developer.ts';
import { wikiOf } from './jira-deeds.ts';
import { PLACES, readPlaces, type Ticket } from './read-places.ts';

type Places = ReadonlyMap<string, Ticket>;
const SETS = ['labels', 'components'] as const;
const PLACE_OF = {
  ticket: 'description',
  paragraph: 'description',
  comment: 'comment',
  worklog: 'worklog',
  member: 'member',
} as const;

/**
 * What is wrong at the end of a world that has come to rest; nothing is the only good answer. `unpushed` are words that
 * only somebody's clone has.
 */
export async function checkWorld(
  world: World,
  chronicle: Chronicle,
  unpushed: readonly string[] = [],
): Promise<readonly string[]> {
  const places = await readPlaces(world);
  adoptAll(chronicle, world);
  for (const { replaced, values, written } of world.jira.history) {
    chronicle.loosen(wordsIn(replaced));
    chronicle.loosen(Object.entries(values).map(([field, value]) => wordIn(field, value)));
    chronicle.takeUp(wordsIn(written));
  }
  const tickets = [...places.values()];
  chronicle.figures.add('held', tickets.flatMap(({ holds }) => holds).length);
  return [
    ...tickets.flatMap((ticket) => checkPresence(ticket, world, chronicle, tickets)),
    ...tickets.flatMap((ticket) => checkFields(ticket, chronicle)),
    ...tickets.flatMap((ticket) => checkSeconds(ticket, chronicle)),
    ...chronicle.elements.flatMap((element) => checkElement(element, chronicle, places, world)),
    ...unpushed
      .filter((word) => tickets.some(({ jira }) => PLACES.some((place) => jira[place].has(word))))
      .map((word) => `${word} is in Jira, but was never pushed`),
  ];
}

/** A ticket that began as a file is the issue that says its word, wherever that was moved to. */
function adoptAll(chronicle: Chronicle, { jira }: World): void {
  const issues = [...jira.issues.values()];
  for (const { kind, home, word } of [...chronicle.elements]) {
    if (kind !== 'ticket' || !home.startsWith('born:')) continue;
    const own = issues.find(({ texts }) => wordsIn(wikiOf(texts.description ?? null)).includes(word));
    if (own !== undefined) chronicle.adopt(own.id, bornAs(word));
  }
}

function isHeld({ holds }: Ticket, name: string): boolean {
  return holds.some(({ field }) => field === name || field.startsWith(`${name}:`) || field === 'file');
}

function checkPresence(
  ticket: Ticket,
  world: World,
  chronicle: Chronicle,
  tickets: readonly Ticket[],
): readonly string[] {
  const { key, issue, doc, holds } = ticket;
  if (issue !== null && doc === null) return [`${key} has no file`];
  if (issue !== null || doc === null) return [];
  // Removed in Jira and edited in git: a person has to say what shall become of it.
  const owner = chronicle.ownerOf(bornAs(key));
  if ((chronicle.goneHomes.has(owner) || isElsewhere(owner, world)) && tickets.some(isHeldAsGone)) return [];
  const former = world.jira.byKey(key);
  const isGone =
    former === undefined
      ? chronicle.goneHomes.size > 0 || becameOthers(key, world)
      : former.key !== key || world.jira.hidden.has(former.id);
  const isTold = ticket.isReported || holds.some(({ field }) => field === 'file');
  return isGone && isTold ? [] : [`${key} belongs to no issue`];
}

function isElsewhere(id: string, { jira }: World): boolean {
  const issue = jira.issues.get(id);
  return issue !== undefined && (projectOf(issue.key) !== jira.project || jira.hidden.has(id));
}

/** What Jira made of the file was moved to another project before it was put on record. */
function becameOthers(path: string, { jira }: World): boolean {
  return [...jira.issues.values()].some(({ key, made }) => made?.path === path && projectOf(key) !== jira.project);
}

/** Its file has another name by now, and waits with it. */
function isHeldAsGone({ issue, doc, holds }: Ticket): boolean {
  return issue === null && doc === null && holds.some(({ field }) => field === 'file');
}

function checkFields(ticket: Ticket, chronicle: Chronicle): readonly string[] {
  const { key, issue, doc } = ticket;
  if (issue === null || doc === null) return [];
  return [...FIELDS, ...SETS].flatMap((field) => {
    const [git, jira] = [doc.values[field] ?? null, issue.values[field] ?? null];
    const told = `${key} ${field}: ${JSON.stringify(git)} in git, ${JSON.stringify(jira)} in Jira`;
    if (!sameValue(git, jira)) {
      const hold = ticket.holds.find((each) => each.field === field);
      if (hold === undefined) return isHeld(ticket, 'file') ? [] : [told];
      // Both values are there, whichever was written over the other: a person says which stays.
      return hold.git === fingerprint(git) && hold.jira === fingerprint(jira) ? [] : [`${told}, held for other values`];
    }
    const lost = [git, jira].filter((value) => chronicle.isOverwritten(issue.id, field, value));
    return lost.length === 0 || Array.isArray(git) ? [] : [`${told}, though somebody had written over it`];
  });
}

function checkSeconds(ticket: Ticket, chronicle: Chronicle): readonly string[] {
  return [...ticket.seconds.jira].flatMap(([word, jira]) => {
    const git = ticket.seconds.git.get(word);
    const told = `${ticket.key} time of ${word}: ${git} in git, ${jira} in Jira`;
    if (isHeld(ticket, 'worklog') || chronicle.loose.has(word)) return [];
    if (git !== jira) return [told];
    return chronicle.isOverwritten(`worklog ${word}`, 'seconds', jira)
      ? [`${told}, though somebody had changed it`]
      : [];
  });
}

function checkElement(
  { kind, word, home }: Element,
  chronicle: Chronicle,
  places: Places,
  world: World,
): readonly string[] {
  const place = PLACE_OF[kind];
  const tickets = [...places.values()];
  const own = tickets.find(({ issue }) => issue?.id === home);
  const [jira, git] = [own?.jira[place].get(word) ?? 0, own?.git[place].get(word) ?? 0];
  const living = tickets.filter((ticket) => !isFormerOfAsked(ticket, word, chronicle));
  const everywhere = { jira: sum(tickets, 'jira', word), git: sum(living, 'git', word) };
  const told = `${kind} ${word} of ${own?.key ?? home}: ${jira} in Jira, ${git} in git (${everywhere.jira} and ${everywhere.git} in all)`;
  // Where nobody remembers a line, it may wait beside the entry that it may be.
  const waits = kind === 'worklog' && own !== undefined && isHeld(own, 'worklog');
  if (everywhere.jira > 1 || (everywhere.git > 1 && !waits)) return [told];
  if (own === undefined) {
    // What belongs to no ticket that is there may only be where it can no longer be synced.
    const isLoose = [word, ...wordsIn(home)].some((each) => chronicle.loose.has(each));
    const excused = chronicle.goneHomes.has(home) || isLoose || !home.startsWith('born:');
    return excused && everywhere.jira === 0 ? [] : [told];
  }
  if (jira + git === 0 && everywhere.jira === 0 && tickets.some((ticket) => isStray(ticket, word, home, world)))
    return [];
  if (everywhere.jira !== jira || everywhere.git !== git) return [`${told}: on another ticket`];
  const field = place === 'member' ? 'labels' : place;
  if (isHeld(own, field) || (place === 'member' && isHeld(own, 'components')))
    return jira + git > 0 || chronicle.removed.has(word) || chronicle.loose.has(word) ? [] : [told];
  // Removed here and edited there: the rule of the field says which of the two stays.
  const contested = chronicle.removed.has(word) && chronicle.fields.has(`worklog ${word} seconds`);
  if (chronicle.loose.has(word) || contested) return jira === git ? [] : [told];
  const expected = chronicle.removed.has(word) ? 0 : 1;
  return jira === expected && git === expected ? [] : [told];
}

/**
 * Asked for, made, and removed in Jira before whoever asked heard of it: asked for again it is another ticket, and the file
 * of the first waits for a person, because it was edited.
 */
function isFormerOfAsked({ key, issue, holds }: Ticket, word: string, chronicle: Chronicle): boolean {
  const isRemoved = issue === null && chronicle.goneHomes.has(key) && holds.some(({ field }) => field === 'file');
  return isRemoved && chronicle.asked.has(word) && chronicle.loose.has(word);
}

/** Said in git of the key that the issue had before it was moved: a person is told, and has to name the new one. */
function isStray({ key, git, isReported }: Ticket, word: string, home: string, { jira }: World): boolean {
  return isReported && git.worklog.has(word) && jira.byKey(key)?.id === home;
}

function sum(tickets: readonly Ticket[], side: 'jira' | 'git', word: string): number {
  return tickets.reduce(
    (all, ticket) => all + PLACES.reduce((own, place) => own + (ticket[side][place].get(word) ?? 0), 0),
    0,
  );
}
