import { expect } from 'chai';
import sinon from 'sinon';
import { findServiceManager } from '../../../../src/cli/serve/service-manager.ts';
import type { Log } from '../../../../src/reconciler/log.ts';

describe('the service manager', () => {
  let clock: sinon.SinonFakeTimers;
  let told: string[];
  let warnings: string[];

  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    told = [];
    warnings = [];
  });

  afterEach(() => clock.restore());

  const log: Log = { debug() {}, info() {}, warn: (message) => warnings.push(message), error() {} };
  const record = async (state: readonly string[]) => {
    told.push(state.join(' '));
  };
  const find = (env: NodeJS.ProcessEnv, notify = record) =>
    findServiceManager({ NOTIFY_SOCKET: '/run/systemd/notify', ...env }, log, notify);

  it('hears that the service is ready, and that it still runs, twice in the time that it asked for', async () => {
    const manager = find({ WATCHDOG_USEC: '60000000', WATCHDOG_PID: String(process.pid) });
    expect(told).to.deep.equal([]);
    await manager.ready('APP at http://127.0.0.1:3100');
    expect(told).to.deep.equal(['READY=1 STATUS=APP at http://127.0.0.1:3100']);
    clock.tick(59_999);
    expect(told.slice(1)).to.deep.equal(['WATCHDOG=1']);
    clock.tick(1);
    expect(told.slice(1)).to.deep.equal(['WATCHDOG=1', 'WATCHDOG=1']);
  });

  it('is asked for more time by a service on trial, with some to spare', async () => {
    await find({}).starting(300_000);
    expect(told).to.deep.equal(['EXTEND_TIMEOUT_USEC=330000000 STATUS=on trial']);
  });

  it('hears that the service stops, and nothing afterwards', async () => {
    const manager = find({ WATCHDOG_USEC: '60000000' });
    await manager.ready('');
    await manager.stopping();
    clock.tick(600_000);
    expect(told.slice(1)).to.deep.equal(['STOPPING=1']);
  });

  it('hears no sign of life where it watches for none, or for that of another process', async () => {
    await find({}).ready('');
    await find({ WATCHDOG_USEC: '0' }).ready('');
    await find({ WATCHDOG_USEC: 'soon' }).ready('');
    await find({ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '1' }).ready('');
    clock.tick(600_000);
    expect(told).to.have.length(4);
  });

  it('is nobody without a socket: the service was started by hand', async () => {
    const manager = find({ NOTIFY_SOCKET: '', WATCHDOG_USEC: '60000000' });
    await manager.ready('');
    clock.tick(600_000);
    await manager.stopping();
    expect(told).to.deep.equal([]);
  });

  it('that cannot be told stops nothing', async () => {
    const manager = find({}, () => Promise.reject(new Error('no such program')));
    await manager.ready('');
    await manager.stopping();
    expect(warnings).to.deep.equal(['systemd was not told', 'systemd was not told']);
  });
});
