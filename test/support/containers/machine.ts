import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import {
  type ExecResult,
  GenericContainer,
  getContainerRuntimeClient,
  RandomPortGenerator,
  type StartedTestContainer,
  Wait,
} from 'testcontainers';
import type { PrivateNetwork } from './private-network.ts';

const execute = promisify(execFile);

/** What a container is made of. */
export type MachineSpec = {
  readonly image: string;
  readonly command: readonly string[];
  /** By what name it is in which networks, from its first moment on. */
  readonly networks: readonly (readonly [network: PrivateNetwork, name: string])[];
  /** Folders of this machine or volumes, and where they are seen. */
  readonly mounts?: readonly { readonly source: string; readonly target: string; readonly mode: 'ro' | 'rw' }[];
  readonly files?: readonly { readonly target: string; readonly content: string; readonly mode: number }[];
  readonly env?: Readonly<Record<string, string>>;
  /** `uid:gid`; root where there is none. */
  readonly user?: string;
  readonly folder?: string;
  /** True where its network is to be slowed. */
  readonly slows?: boolean;
};

/** A container that is a whole machine: systemd runs in it, and what that starts. */
export type BootSpec = Omit<MachineSpec, 'command' | 'user' | 'folder' | 'slows'>;

/** A started container, which may be killed, frozen and slowed. */
export class Machine {
  readonly #started: StartedTestContainer;
  readonly #container: DockerContainer;
  /** Where this machine reaches its published port; 0 where it publishes none. It stays the same over restarts. */
  readonly port: number;

  private constructor(started: StartedTestContainer, container: DockerContainer, port: number) {
    this.#started = started;
    this.#container = container;
    this.port = port;
  }

  /** Resolves once it has said `words`. */
  static async start(spec: MachineSpec, port: number, words: string): Promise<Machine> {
    const hostPort = await new RandomPortGenerator().generatePort();
    const started = await define(spec)
      .withExposedPorts({ container: port, host: hostPort })
      .withWaitStrategy(Wait.forLogMessage(words))
      .start();
    const { container } = await getContainerRuntimeClient();
    return new Machine(started, container.getById(started.getId()), hostPort);
  }

  /** Resolves once systemd has started all that it starts. */
  static async boot(spec: BootSpec, port: number): Promise<Machine> {
    const hostPort = await new RandomPortGenerator().generatePort();
    const command = ['/sbin/init', ...kernelWords()];
    const started = await define({ ...spec, mounts: [...(spec.mounts ?? []), CONTROL_GROUPS], command })
      .withSystemd()
      .withExposedPorts({ container: port, host: hostPort })
      .withWaitStrategy(Wait.forSuccessfulCommand(BOOTED))
      .start();
    const { container } = await getContainerRuntimeClient();
    return new Machine(started, container.getById(started.getId()), hostPort);
  }

  /** Runs one to its end, and removes it. Throws with what it printed where it fails. */
  static async run(spec: MachineSpec): Promise<void> {
    let said = '';
    const definition = define(spec)
      .withLogConsumer((stream) => stream.on('data', (text) => (said += String(text))))
      .withWaitStrategy(Wait.forOneShotStartup());
    const started = await definition.start().catch((error: unknown) => {
      throw new Error(`${spec.command.join(' ')} failed:\n${said}`, { cause: error });
    });
    await started.stop();
  }

  get id(): string {
    return this.#started.getId();
  }

  /** SIGKILL to all that runs in it; what it wrote to its own disk stays. */
  async kill(): Promise<void> {
    await this.#container.kill({ signal: 'SIGKILL' });
  }

  async start(): Promise<void> {
    await this.#container.start();
  }

  /** Waits until systemd has started all that it starts, such as after `start`. */
  async booted(): Promise<void> {
    await this.run(`for turn in $(seq 300); do ${BOOTED} && exit 0; sleep 0.2; done; systemctl --failed; exit 1`);
  }

  /** Stops every process where it is; its network goes on without it. */
  async freeze(): Promise<void> {
    await this.#container.pause();
  }

  async thaw(): Promise<void> {
    await this.#container.unpause();
  }

  /** All that it sends takes its time from now on: `rate` as tc has it, such as `128kbit`. */
  async slow(rate: string): Promise<void> {
    await this.#eachDevice(`tc qdisc replace dev "$dev" root tbf rate ${rate} burst 3000 latency 10s`);
  }

  async quicken(): Promise<void> {
    await this.#eachDevice('tc qdisc del dev "$dev" root');
  }

  #eachDevice(command: string): Promise<string> {
    return this.run(`for dev in $(ls /sys/class/net | grep -v '^lo$'); do ${command} || exit 1; done`);
  }

  /** Runs a line of shell in it, and answers what that printed. Throws where it fails. */
  async run(line: string, user = 'root'): Promise<string> {
    const { exitCode, output }: ExecResult = await this.#started.exec(['sh', '-c', line], { user });
    if (exitCode !== 0) throw new Error(`${line} ended with ${exitCode}:\n${output}`);
    return output;
  }

  /** The last lines that it printed, over all its lives. */
  async lastLines(count: number): Promise<string> {
    const { stdout, stderr } = await execute('docker', ['logs', '--tail', String(count), this.id]);
    return stdout + stderr;
  }

  async stop(): Promise<void> {
    await this.#container.remove({ force: true, v: true });
  }
}

const CONTROL_GROUPS = { source: '/sys/fs/cgroup', target: '/sys/fs/cgroup', mode: 'rw' } as const;

/** In a container, systemd reads its own arguments as those of the kernel. From 256 on it wants to be asked for control groups of version 1. */
function kernelWords(): readonly string[] {
  if (existsSync(`${CONTROL_GROUPS.source}/cgroup.controllers`)) return [];
  return ['systemd.unified_cgroup_hierarchy=0', 'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1'];
}

/** One that misses something of a real machine, such as a clock to set, is ready too. */
const BOOTED = 'systemctl is-system-running | grep -qE "^(running|degraded)$"';

type DockerContainer = ReturnType<Awaited<ReturnType<typeof getContainerRuntimeClient>>['container']['getById']>;

function define({ image, command, networks, mounts = [], files = [], env = {}, user, folder, slows }: MachineSpec) {
  const container = new NetworkedContainer(image, networks)
    .withCommand([...command])
    .withBindMounts([...mounts])
    .withEnvironment(env);
  if (files.length > 0) container.withCopyContentToContainer([...files]);
  if (user !== undefined) container.withUser(user);
  if (folder !== undefined) container.withWorkingDir(folder);
  if (slows === true) container.withAddedCapabilities('NET_ADMIN');
  return container;
}

class NetworkedContainer extends GenericContainer {
  readonly #networks: MachineSpec['networks'];

  constructor(image: string, networks: MachineSpec['networks']) {
    super(image);
    this.#networks = networks;
  }

  /** systemd wants control groups to write to, mounts of its own, and empty folders for what runs. */
  withSystemd(): this {
    // The types of the engine's API lag behind it.
    Object.assign(this.hostConfig, { CgroupnsMode: 'host' });
    return this.withAddedCapabilities('SYS_ADMIN')
      .withSecurityOpt('seccomp=unconfined')
      .withTmpFs({ '/run': 'rw', '/run/lock': 'rw' });
  }

  /** Before it starts: what it runs finds the others at once. */
  protected override async containerCreated(containerId: string): Promise<void> {
    for (const [network, name] of this.#networks) await network.connect(containerId, name);
  }
}
