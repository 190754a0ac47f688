import type { CodeBlock } from '../tree/text-tree.ts';

type CodeInfo = Pick<CodeBlock, 'language' | 'params' | 'meta'>;

/** What stands behind the opening fence: `ts title="a.ts" {1,3}`. An info string may name no language. */
export function readCodeInfo(lang: string | null, meta: string | null): CodeInfo {
  const unnamed = lang === null || !/^[A-Za-z][\w-]*=["']/.test(lang) ? null : readMeta(join(lang, meta));
  return unnamed === null || unnamed.params.length === 0
    ? { language: lang, ...readMeta(meta) }
    : { language: null, ...unnamed };
}

/** The other way round; a value that holds quotes stands between the other ones. */
export function renderCodeInfo({ language, params, meta }: CodeInfo): string {
  const named = params.map(([name, value]) => (value.includes('"') ? `${name}='${value}'` : `${name}="${value}"`));
  return [language ?? '', ...named, meta ?? ''].filter((part) => part !== '').join(' ');
}

/** `title="A.java"`: what Jira has parameters for; from the first word on that is none, it stays as it is. */
function readMeta(meta: string | null): Pick<CodeBlock, 'params' | 'meta'> {
  if (meta === null || meta.length > LONGEST_META) return { params: [], meta };
  const params: (readonly [string, string])[] = [];
  let at = 0;
  for (;;) {
    PARAM.lastIndex = at;
    const match = PARAM.exec(meta);
    if (match === null) break;
    params.push([match[1] ?? '', match[2] ?? match[3] ?? '']);
    at = PARAM.lastIndex;
  }
  const rest = meta.slice(at).trim();
  return { params, meta: rest === '' ? null : rest };
}

const PARAM = /([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)')(?:\s+|$)/y;
const LONGEST_META = 500;

function join(lang: string, meta: string | null): string {
  return meta === null ? lang : `${lang} ${meta}`;
}
