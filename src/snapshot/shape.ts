import { Damage } from './damage.ts';

/** What JSON should look like: answers the path of the first member that does not, '' for the value itself, or null. */
export type Shape = (value: unknown) => string | null;

/** Parses JSON and checks it; `place` says in the Damage where it came from. */
export function parseShape<T>(json: string, shape: Shape, place: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Damage(place, 'not JSON', error);
  }
  const wrong = shape(value);
  if (wrong !== null) throw new Damage(place, wrong === '' ? 'unexpected content' : `unexpected \`${wrong}\``);
  return value as T;
}

export const text: Shape = (value) => (typeof value === 'string' ? null : '');
export const truth: Shape = (value) => (typeof value === 'boolean' ? null : '');
export const number: Shape = (value) => (typeof value === 'number' && Number.isFinite(value) ? null : '');
export const anything: Shape = (value) => (value === undefined ? '' : null);

export function matching(test: (value: string) => boolean): Shape {
  return (value) => (typeof value === 'string' && test(value) ? null : '');
}

export function oneOf(...members: readonly unknown[]): Shape {
  return (value) => (members.includes(value) ? null : '');
}

export function either(...shapes: readonly Shape[]): Shape {
  return (value) => (shapes.some((shape) => shape(value) === null) ? null : '');
}

export function orNull(shape: Shape): Shape {
  return (value) => (value === null ? null : shape(value));
}

/** A member that may be left out. */
export function orAbsent(shape: Shape): Shape {
  return (value) => (value === undefined ? null : shape(value));
}

export function listOf(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return '';
    return firstWrong(value.entries(), shape);
  };
}

export function mapOf(shape: Shape): Shape {
  return (value) => (isObject(value) ? firstWrong(Object.entries(value), shape) : '');
}

/** Members that are not named may be there too. */
export function object(members: Readonly<Record<string, Shape>>): Shape {
  const named = Object.entries(members);
  return (value) => {
    if (!isObject(value)) return '';
    for (const [name, shape] of named) {
      const wrong = shape(value[name]);
      if (wrong !== null) return joinPath(name, wrong);
    }
    return null;
  };
}

function firstWrong(members: Iterable<[string | number, unknown]>, shape: Shape): string | null {
  for (const [name, member] of members) {
    const wrong = shape(member);
    if (wrong !== null) return joinPath(String(name), wrong);
  }
  return null;
}

function joinPath(name: string, below: string): string {
  return below === '' ? name : `${name}.${below}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
