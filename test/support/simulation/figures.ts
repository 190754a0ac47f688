/** Counts by name, such as `edit: title` or `fault: 503`. */
export class Figures {
  readonly counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + count);
  }

  addAll(others: Iterable<readonly [string, number]>): void {
    for (const [name, count] of others) this.add(name, count);
  }

  get(name: string): number {
    return this.counts.get(name) ?? 0;
  }
}
