import express, { type RequestHandler } from 'express';
import type { BodyForm } from './endpoint.ts';

const JSON_LIMIT = '256kb';
/** Jira sends an issue with all its fields and its last comments. */
const RAW_LIMIT = '8mb';
const FORM_LIMIT = '16kb';

/** Reads a body, within bounds, whatever type a caller says it is; what a page sends is told apart by its type. */
export function bodyReaders(form: BodyForm): readonly RequestHandler[] {
  switch (form) {
    case 'none':
      return [];
    case 'json':
      return [express.json({ limit: JSON_LIMIT, type: () => true })];
    case 'form':
      return [
        express.urlencoded({ extended: false, limit: FORM_LIMIT }),
        express.json({ limit: FORM_LIMIT, type: (request) => !isForm(request.headers['content-type']) }),
      ];
    case 'raw':
      return [express.raw({ limit: RAW_LIMIT, type: () => true })];
  }
}

/** True for what the form of a page sends. */
export function isForm(contentType: string | undefined): boolean {
  return (contentType ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');
}

/** One text of a parsed body; null where it has none of this name. */
export function formValue(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return null;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : null;
}
