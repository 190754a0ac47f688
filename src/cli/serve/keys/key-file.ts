import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { ApiKey } from '../../../server/access/key-ring.ts';
import { RIGHTS } from '../../../server/access/right.ts';

/** A key as its file has it. `created` is `YYYY-MM-DDTHH:MM:SSZ`. */
export type KeyEntry = ApiKey & { readonly created: string };

export type KeyFileReading =
  | { readonly kind: 'keys'; readonly keys: readonly KeyEntry[] }
  | { readonly kind: 'problem'; readonly problem: string };

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const ENTRIES = z.array(
  z.strictObject({
    name: z.string().refine(isKeyName),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    rights: z.array(z.enum(RIGHTS)).min(1),
    created: z.string(),
  }),
);

const HEAD = `# API keys of the sync service: their hashes, never the keys themselves.
# \`tract serve keys\` adds, lists and revokes them; a running service takes a change up by itself.
`;

/** True for a name that a key may have: it stands in commands, logs and answers. */
export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** Reads a file of keys, YAML or JSON. The words of a problem repeat nothing of it. */
export function parseKeyFile(text: string): KeyFileReading {
  const entries = ENTRIES.safeParse(parseYaml(text));
  if (!entries.success) {
    return problem('is no list of keys: let `tract serve keys add` write it (keys themselves do not belong into it)');
  }
  const names = entries.data.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? { kind: 'keys', keys: entries.data } : problem(`has two keys named "${twice}"`);
}

export function renderKeyFile(keys: readonly KeyEntry[]): string {
  return HEAD + stringify(keys, { lineWidth: 0 });
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 }) ?? [];
  } catch {
    return null;
  }
}

function problem(words: string): KeyFileReading {
  return { kind: 'problem', problem: words };
}
