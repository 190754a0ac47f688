import ts from 'typescript';
import { placeOf, type SourceFile } from './source-file.ts';

/** Files of the reconciler that decide and do nothing: what they answer follows from their arguments alone. */
const DECIDING = new RegExp(
  `^src/reconciler/(${[
    'acknowledge',
    'commit-message',
    'decide-[^/]*',
    'explain',
    'find-dirty',
    'guard',
    'holds',
    'judge-presence',
    'match-[^/]*',
    'plan[^/]*',
    'policy',
    'text-decision',
    'text-requests',
    'three-way',
    'value-actions',
  ].join('|')})\\.ts$`,
);

/** Of Node's own modules, those that only compute. */
const COMPUTING = ['node:crypto', 'node:path', 'node:util'];

const GLOBALS = ['process', 'console', 'performance', 'crypto'];
const READINGS = ['Date.now', 'Math.random'];
const CALLS = [
  'fetch',
  'queueMicrotask',
  'randomBytes',
  'randomInt',
  'randomUUID',
  'setImmediate',
  'setInterval',
  'setTimeout',
];

/** Places in pure files that wait, look at the world or write to it. */
export function findImpurities(files: readonly SourceFile[]): readonly string[] {
  return [...pureFiles(files)].flatMap(([file, why]) =>
    [...badImports(file), ...badSyntax(file)].map((found) => `${found}${why}`),
  );
}

/** The model, the deciding files, and whatever these run; with each, in words, who needs it to be pure. */
function pureFiles(files: readonly SourceFile[]): ReadonlyMap<SourceFile, string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const roots = files.filter(({ path }) => path.startsWith('src/model/') || DECIDING.test(path));
  const pure = new Map(roots.map((file) => [file, '']));
  // Files added on the way are walked as well.
  for (const file of pure.keys()) {
    for (const { target, typeOnly } of file.imports) {
      const run = typeOnly || target === null ? undefined : byPath.get(target);
      if (run !== undefined && !pure.has(run)) pure.set(run, `, and ${file.path} runs it`);
    }
  }
  return pure;
}

function badImports(file: SourceFile): readonly string[] {
  return file.imports
    .filter(({ specifier }) => specifier.startsWith('node:') && !COMPUTING.includes(specifier))
    .map(({ specifier, line }) => `${file.path}:${line} imports ${specifier}: it does more than compute`);
}

function badSyntax(file: SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = impurityOf(node);
    if (what !== null) found.push(`${placeOf(file, node)} has ${what}`);
    ts.forEachChild(node, visit);
  };
  visit(file.syntax);
  return found;
}

function impurityOf(node: ts.Node): string | null {
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (node.kind === ts.SyntaxKind.AwaitKeyword || ts.isAwaitExpression(node)) return 'await';
  if (ts.isNewExpression(node)) return clockOf(node);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const { text } = node.expression;
    return CALLS.includes(text) || text === 'Date' ? `${text}()` : null;
  }
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return null;
  const reading = `${node.expression.text}.${node.name.text}`;
  return READINGS.includes(reading) || GLOBALS.includes(node.expression.text) ? reading : null;
}

/** `new Date()` reads the clock; with an argument it only computes. */
function clockOf(node: ts.NewExpression): string | null {
  const named = ts.isIdentifier(node.expression) && node.expression.text === 'Date';
  return named && (node.arguments ?? []).length === 0 ? 'new Date()' : null;
}
