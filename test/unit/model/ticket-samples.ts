import type { TicketDoc } from '../../../src/model/ticket.ts';
import { readTicketFile } from '../../../src/model/ticket-file.ts';
import { FORMAT } from './ticket-arbitraries.ts';

/** The ticket of the documentation. */
export const SAMPLE = `---
title: Fix login timeout
type: Bug
status: In Progress
priority: High
assignee: john.doe
created: 2026-02-10T14:30:00Z
updated: 2026-02-13T09:15:00Z
components: [Auth, Frontend]
labels: [security, urgent]
---

Users are getting logged out after 5 minutes of inactivity. Should be 30 minutes.

## Comments

**john.doe** - 2026-02-13 09:15:00

Increased session TTL from 300s to 1800s in auth middleware.
`;

/** What a file says; throws where it is broken. */
export function doc(text: string): TicketDoc {
  const reading = readTicketFile(new TextEncoder().encode(text), FORMAT);
  if (reading.kind === 'broken') throw new Error(`line ${reading.line}: ${reading.reason}`);
  return reading.doc;
}

/** A file with a title and these lines of front matter. */
export function front(lines: string): string {
  return `---\ntitle: x\n${lines}\n---\n`;
}
