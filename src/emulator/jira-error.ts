/** A refusal in Jira's own form. */
export class JiraError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.name = 'JiraError';
    this.status = status;
    this.body = body;
  }
}

/** An ErrorCollection with one general message. */
export function refusal(status: number, message: string): JiraError {
  return new JiraError(status, { errorMessages: [message], errors: {} });
}

/** An ErrorCollection that names fields. */
export function fieldRefusal(errors: Readonly<Record<string, string>>, messages: readonly string[] = []): JiraError {
  return new JiraError(400, { errorMessages: messages, errors });
}
