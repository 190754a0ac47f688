import { randomUUID } from 'node:crypto';
import { getContainerRuntimeClient } from 'testcontainers';

type Runtime = Awaited<ReturnType<typeof getContainerRuntimeClient>>;
type DockerNetwork = ReturnType<Runtime['network']['getById']>;

/** A network between some containers that leads nowhere else, so that ports which they publish do not depend on it. */
export class PrivateNetwork {
  readonly #runtime: Runtime;
  readonly #network: DockerNetwork;

  private constructor(runtime: Runtime, network: DockerNetwork) {
    this.#runtime = runtime;
    this.#network = network;
  }

  static async open(): Promise<PrivateNetwork> {
    const runtime = await getContainerRuntimeClient();
    return new PrivateNetwork(
      runtime,
      await runtime.network.create({ Name: `tract-${randomUUID()}`, Driver: 'bridge', Internal: true }),
    );
  }

  /** From now on the others reach this container by `name`. */
  async connect(containerId: string, name: string): Promise<void> {
    const { container } = this.#runtime;
    await container.connectToNetwork(container.getById(containerId), this.#network, [name]);
  }

  /** As if its cable was pulled: nothing comes through any more, and nobody is told. */
  async disconnect(containerId: string): Promise<void> {
    await this.#network.disconnect({ Container: containerId });
  }

  async close(): Promise<void> {
    await this.#runtime.network.remove(this.#network);
  }
}
