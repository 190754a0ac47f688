/** Front matter as it stands in a file: offsets count from the beginning of the source, lines from 1. */
export type FrontMatter = {
  readonly entries: readonly FrontMatterEntry[];
  /** What stands before each key: usually nothing. */
  readonly indent: string;
  /** Where the closing `---` line begins. */
  readonly end: number;
};

/** A key and its value, which reach from the beginning of the key's line to the end of the value's last line. */
export type FrontMatterEntry = {
  readonly key: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Behind the colon. */
  readonly valueFrom: number;
  readonly value: FrontMatterValue;
};

/** `other` is what no field can be: a mapping, or a list of something else than texts. */
export type FrontMatterValue =
  | { readonly kind: 'empty' }
  | (Range & {
      readonly kind: 'scalar';
      readonly text: string;
      readonly style: 'plain' | 'single' | 'double' | 'block';
    })
  | (Range & { readonly kind: 'list'; readonly flow: boolean; readonly members: readonly ListMember[] })
  | { readonly kind: 'other' };

export type ListMember = Range & { readonly text: string };

type Range = { readonly start: number; readonly end: number };

/** The value as `parseValue` takes it. */
export function rawValue(value: FrontMatterValue): unknown {
  if (value.kind === 'empty') return null;
  if (value.kind === 'scalar') return value.text;
  return value.kind === 'list' ? value.members.map((member) => member.text) : {};
}
