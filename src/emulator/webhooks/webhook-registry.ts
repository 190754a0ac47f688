import type { User } from '../world/entities.ts';

export interface WebhookSpec {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly jql: string;
  readonly excludeBody: boolean;
  readonly secret: string | null;
}

export interface Webhook extends WebhookSpec {
  readonly id: number;
  readonly enabled: boolean;
  readonly lastUpdatedBy: User;
  readonly lastUpdatedMs: number;
}

/** The webhooks an administrator registered. */
export class WebhookRegistry {
  readonly #webhooks = new Map<number, Webhook>();
  #nextId = 1;

  get all(): readonly Webhook[] {
    return [...this.#webhooks.values()];
  }

  find(id: number): Webhook | undefined {
    return this.#webhooks.get(id);
  }

  add(spec: WebhookSpec, by: User, atMs: number): Webhook {
    const webhook: Webhook = { ...spec, id: this.#nextId++, enabled: true, lastUpdatedBy: by, lastUpdatedMs: atMs };
    this.#webhooks.set(webhook.id, webhook);
    return webhook;
  }

  replace(webhook: Webhook): void {
    this.#webhooks.set(webhook.id, webhook);
  }

  remove(id: number): boolean {
    return this.#webhooks.delete(id);
  }
}
