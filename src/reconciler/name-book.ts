import {
  type Catalogue,
  catalogueOf,
  isUnsteady,
  type NamedEntry,
  type Names,
  type PresentNames,
  presentNames,
  type Renaming,
} from '../model/names.ts';

/** Of each list only so many entries are remembered, and of each entry so many former names. */
const MOST_ENTRIES = 2_000;
const MOST_FORMER = 5;

/** What Jira's statuses, components and the like are called. It lives as long as the process, and learns from what Jira says. */
export interface NameBook {
  /** Jira named an entry of the list that a field, by Jira's id of it, takes its values from. */
  met(jiraField: string, id: string, name: string): void;
  /** What former names mean now. */
  present(): PresentNames;
  /** All that is known, to be remembered. */
  names(): Names;
  /** Takes over what an earlier process knew. */
  know(names: Names): void;
  /** The entries that were found to have another name since this was last asked. */
  takeRenamings(): readonly Renaming[];
  /** True where there are such. */
  hasRenamings(): boolean;
}

export function createNameBook(): NameBook {
  const lists = new Map<Catalogue, Map<string, NamedEntry>>();
  let renamings: Renaming[] = [];
  let present: PresentNames | null = null;
  let all: Names | null = null;

  function listOf(catalogue: Catalogue): Map<string, NamedEntry> {
    const known = lists.get(catalogue) ?? new Map<string, NamedEntry>();
    lists.set(catalogue, known);
    return known;
  }

  function put(catalogue: Catalogue, id: string, entry: NamedEntry): void {
    listOf(catalogue).set(id, entry);
    [present, all] = [null, null];
  }

  return {
    met(jiraField, id, name) {
      const catalogue = catalogueOf({ jira: jiraField });
      if (catalogue === null) return;
      const list = listOf(catalogue);
      const known = list.get(id);
      if (known?.now === name) return;
      if (known === undefined) {
        if (list.size < MOST_ENTRIES) put(catalogue, id, { now: name, before: [] });
        return;
      }
      const cameBack = isUnsteady(known) || known.before.includes(name);
      const before = [...known.before.filter((each) => each !== name && each !== known.now), known.now];
      put(catalogue, id, { now: name, before: [...before, ...(cameBack ? [name] : [])].slice(-MOST_FORMER) });
      if (!cameBack) renamings.push({ catalogue, from: known.now, to: name });
    },
    present() {
      present ??= presentNames(this.names());
      return present;
    },
    names() {
      all ??= Object.fromEntries([...lists].map(([catalogue, list]) => [catalogue, Object.fromEntries(list)]));
      return all;
    },
    know(names) {
      for (const [catalogue, list] of Object.entries(names)) {
        for (const [id, entry] of Object.entries(list ?? {})) put(catalogue as Catalogue, id, entry);
      }
    },
    takeRenamings() {
      const taken = renamings;
      renamings = [];
      return taken;
    },
    hasRenamings: () => renamings.length > 0,
  };
}
