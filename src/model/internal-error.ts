/** A mistake in Tract itself, never in what a person wrote; its message is for those who mend Tract. */
export class InternalError extends Error {
  constructor(message: string) {
    super(`internal error: ${message}`);
    this.name = 'InternalError';
  }
}
