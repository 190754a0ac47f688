import ts from 'typescript';
import { placeOf, type SourceFile } from './source-file.ts';

/** Files of the reconciler that decide and do nothing: what they answer follows from their arguments alone. */
const PURE_IN_RECONCILER = new RegExp(
  `^src/reconciler/(${[
    'acknowledge',
    'commit-message',
    'compare-worklog',
    'decide-[^/]*',
    'empty-plan',
    'explain',
    'find-dirty',
    'guard',
    'holds',
    'judge-presence',
    'match-[^/]*',
    'observation',
    'plan[^/]*',
    'policy',
    'text-decision',
    'text-requests',
    'three-way',
    'value-actions',
    'worklog-plan',
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

export function isPure(path: string): boolean {
  return path.startsWith('src/model/') || PURE_IN_RECONCILER.test(path);
}

/** Places in pure files that wait, look at the world or write to it, or that run code of files which may. */
export function findImpurities(files: readonly SourceFile[]): readonly string[] {
  return files.filter(({ path }) => isPure(path)).flatMap((file) => [...badImports(file), ...badSyntax(file)]);
}

function badImports(file: SourceFile): readonly string[] {
  return file.imports.flatMap(({ target, specifier, typeOnly, line }) => {
    const place = `${file.path}:${line} imports ${specifier}`;
    if (specifier.startsWith('node:') && !COMPUTING.includes(specifier)) return [`${place}: it does more than compute`];
    if (target !== null && !typeOnly && !isPure(target)) return [`${place}: that file is not pure`];
    return [];
  });
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
