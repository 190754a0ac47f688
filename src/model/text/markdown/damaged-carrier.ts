/** Markdown holds a block or a span in Jira's own notation that can no longer be understood. Lines count from 1. */
export class DamagedCarrier extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.name = 'DamagedCarrier';
    this.line = line;
  }
}
