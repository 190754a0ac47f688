import type { Person } from '../../../src/emulator/control/person.ts';
import type { Hand } from './people.ts';

const STARTED_MS = Date.UTC(2026, 1, 4, 9);

/** A manager at the user interface of the emulated Jira of this process. */
export function emulatorHand(person: Person): Hand {
  return async (kind, key, word) => {
    if (kind === 'label') person.updateIssue(key, { labels: [{ add: word }] });
    else if (kind === 'title') person.editIssue(key, { summary: `Title ${word}` });
    else if (kind === 'comment') person.comment(key, `Said ${word}`);
    else if (kind === 'worklog')
      person.logWork(key, { timeSpent: '20m', startedMs: STARTED_MS, comment: `Did ${word}` });
    else person.createIssue('APP', 'Task', { summary: `Ticket ${word}` });
  };
}
