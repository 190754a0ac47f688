import type { Credentials } from '../../reconciler/jira/options.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How to sign in to Jira: a token, or a user with a password. The problem where it is neither, or both. */
export function jiraCredentials(
  env: Environment,
): Credentials | { readonly kind: 'problem'; readonly problem: string } {
  const { JIRA_USERNAME: username, JIRA_PASSWORD: password, JIRA_TOKEN: token } = env;
  if (token !== undefined) {
    const alone = username === undefined && password === undefined;
    return alone
      ? { kind: 'bearer', token }
      : problem('JIRA_TOKEN: give either it or JIRA_USERNAME with JIRA_PASSWORD, not both');
  }
  if (username === undefined && password === undefined) {
    return problem(
      'JIRA_TOKEN is missing: a personal access token, or else JIRA_USERNAME with JIRA_PASSWORD (an API token on Cloud)',
    );
  }
  if (username === undefined) return problem('JIRA_USERNAME is missing: JIRA_PASSWORD needs it');
  if (password === undefined) return problem('JIRA_PASSWORD is missing: JIRA_USERNAME needs it');
  return { kind: 'basic', username, password };
}

function problem(words: string): { readonly kind: 'problem'; readonly problem: string } {
  return { kind: 'problem', problem: words };
}
