import { isScalar, LineCounter, parseDocument, visit } from 'yaml';

export type YamlReading =
  | { readonly kind: 'yaml'; readonly value: unknown }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

const MOST_CHARACTERS = 1_048_576;
// What follows the first mistakes is mostly their echo.
const MOST_ERRORS = 10;

/**
 * Reads a YAML file of `.tract/`. Every scalar is the text that stands there, so that a version named 1.10 or a status named
 * No stays what it is; an empty value is ''. Repeated keys and aliases are problems.
 */
export function parsePlainYaml(text: string): YamlReading {
  if (text.length > MOST_CHARACTERS) return invalid([`the file has more than ${MOST_CHARACTERS} characters`]);
  try {
    const lineCounter = new LineCounter();
    const document = parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      stringKeys: true,
      lineCounter,
      prettyErrors: false,
    });
    const lineOf = (offset: number): number => lineCounter.linePos(offset).line;
    const errors = document.errors
      .slice(0, MOST_ERRORS)
      .map(({ message, pos }) => `line ${lineOf(pos[0])}: ${message}`);
    const repeated = repeatedKeys(document).map(({ key, offset }) => {
      return `line ${lineOf(offset)}: the key "${key}" is there twice`;
    });
    if (errors.length + repeated.length > 0) return invalid([...errors, ...repeated]);
    return { kind: 'yaml', value: document.toJS({ maxAliasCount: 0 }) };
  } catch (error) {
    if (error instanceof RangeError) return invalid(['the file is nested too deeply']);
    if (error instanceof ReferenceError) return invalid(['aliases (*x) are not understood here']);
    throw error;
  }
}

/** The YAML reader has such a check, which takes quadratic time. */
function repeatedKeys(document: ReturnType<typeof parseDocument>): { readonly key: string; readonly offset: number }[] {
  const repeated: { key: string; offset: number }[] = [];
  visit(document, {
    Map: (_, map) => {
      const keys = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (keys.has(name)) repeated.push({ key: name, offset: key.range?.[0] ?? 0 });
        keys.add(name);
      }
    },
  });
  return repeated;
}

function invalid(problems: readonly string[]): YamlReading {
  return { kind: 'invalid', problems };
}
