import { storeIssue } from '../acts/commit-update.ts';
import { storeLink } from '../acts/links.ts';
import type { Issue } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import { absorbIssue } from './absorb-issue.ts';
import { finishProjects } from './finish-projects.ts';
import { meetLinkType } from './meet.ts';
import { type Raw, rawList, rawRecord, rawText } from './raw-values.ts';

export interface LoadSummary {
  readonly issues: number;
  /** Issues that others mention but that were not loaded themselves: known by summary and status only. */
  readonly mentioned: number;
  readonly projects: readonly string[];
}

/** Takes in issues as REST v2 shows them, then joins what refers to each other. */
export async function loadIssues(world: World, documents: AsyncIterable<Raw> | Iterable<Raw>): Promise<LoadSummary> {
  const loaded: { readonly raw: Raw; readonly issue: Issue }[] = [];
  for await (const raw of documents) loaded.push({ raw: referencesOf(raw), issue: absorbIssue(world, raw) });
  const sizeBefore = world.issues.size;
  for (const { raw, issue } of loaded) join(world, raw, issue);
  const projectIds = new Set(loaded.map(({ issue }) => issue.projectId));
  finishProjects(world);
  const projects = [...projectIds].map((id) => world.projects.get(id)?.key ?? id);
  return { issues: loaded.length, mentioned: world.issues.size - sizeBefore, projects };
}

/** All that the second pass needs, so that the whole documents are not held. */
function referencesOf(raw: Raw): Raw {
  const fields = rawRecord(raw.fields) ?? {};
  return { issuelinks: fields.issuelinks, parent: fields.parent, epic: fields.epic };
}

function join(world: World, raw: Raw, issue: Issue): void {
  for (const link of rawList(raw.issuelinks)) joinLink(world, link, issue);
  const parent = rawRecord(raw.parent);
  const epic = rawRecord(raw.epic);
  if (parent) setReference(world, issue, 'parent', meetIssue(world, parent, issue).id);
  const epicField = world.fields.has('customfield_10014') ? 'customfield_10014' : 'parent';
  const epicIssue = epic && world.issues.find(rawText(epic.key) ?? '');
  if (epicIssue && !(parent && epicField === 'parent')) setReference(world, issue, epicField, epicIssue.id);
}

function setReference(world: World, issue: Issue, fieldId: string, id: string): void {
  const current = world.issues.byId(issue.id) ?? issue;
  storeIssue(world, { ...current, values: { ...current.values, [fieldId]: id } });
}

/** Shown at both ends under one id, so the second end meets it again. */
function joinLink(world: World, raw: Raw, issue: Issue): void {
  const id = rawText(raw.id);
  const typeId = meetLinkType(world, raw.type);
  const outward = rawRecord(raw.outwardIssue);
  const other = outward ?? rawRecord(raw.inwardIssue);
  if (id === null || typeId === null || !other || world.links.has(id)) return;
  const otherId = meetIssue(world, other, issue).id;
  storeLink(
    world,
    outward
      ? { id, typeId, inwardId: issue.id, outwardId: otherId }
      : { id, typeId, inwardId: otherId, outwardId: issue.id },
  );
}

/** An issue that another shows in short form. */
function meetIssue(world: World, raw: Raw, mentionedBy: Issue): Issue {
  const known = world.issues.find(rawText(raw.id) ?? rawText(raw.key) ?? '');
  if (known) return known;
  const creator = world.users.get(mentionedBy.creatorKey);
  const stamp = new Date(mentionedBy.createdMs).toISOString();
  const fields = { ...rawRecord(raw.fields), creator, created: stamp, updated: stamp };
  return absorbIssue(world, { id: raw.id, key: raw.key, fields });
}
