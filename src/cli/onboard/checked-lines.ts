import type { Colors } from '../context.ts';
import { plain } from '../render/plain.ts';
import { unmetLines } from './check-permissions.ts';
import type { Checked } from './onboard-project.ts';

/** What people are told before anything is written; nothing where all is well. */
export function checkedLines({ permissions, tokens }: Checked, colors: Colors): readonly string[] {
  const unmet =
    permissions.kind === 'known'
      ? unmetLines(permissions.unmet)
      : [
          plain(
            `Jira does not say what the service account may do (${permissions.reason}): compare the permission scheme of the project with docs/permissions.md by hand`,
          ),
        ];
  const found = tokens.filter(({ level }) => level !== 'note').map(({ message, fix }) => plain(`${message} → ${fix}`));
  return [...unmet, ...found].map((line) => `${colors.yellow('!')} ${line}`);
}
