import { isRecord } from '../fields/field-kind.ts';
import { refusal } from '../jira-error.ts';
import type { Properties } from '../world/issue.ts';

const valueLimit = 32_768;
const keyLimit = 255;

/** The `properties: [{key, value}]` member of a create or edit. */
export function readProperties(wire: unknown): Properties {
  if (wire === undefined || wire === null) return {};
  if (!Array.isArray(wire)) throw refusal(400, "The 'properties' member must be an array.");
  return Object.fromEntries(wire.map(readEntry));
}

function readEntry(wire: unknown): [string, unknown] {
  if (!isRecord(wire) || typeof wire.key !== 'string') throw refusal(400, 'A property needs a key and a value.');
  checkProperty(wire.key, wire.value);
  return [wire.key, wire.value];
}

/** Throws the 400 of a key or a value that is too long or missing. */
export function checkProperty(key: string, value: unknown): void {
  if (key === '' || key.length > keyLimit) throw refusal(400, 'The property key cannot be longer than 255 characters.');
  if (value === undefined) throw refusal(400, 'The property value cannot be empty.');
  if (JSON.stringify(value).length > valueLimit) {
    throw refusal(400, 'The property value cannot be longer than 32768 characters.');
  }
}
