import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect } from 'chai';
import { EventHub } from '../../../src/server/events/event-hub.ts';
import { openStream } from '../../../src/server/events/open-stream.ts';

describe('a listener that does not read', () => {
  it('is cut off once it is too far behind, and the others go on', async () => {
    const hub = new EventHub(() => 0);
    const stopping = new AbortController().signal;
    const server = createServer((_request, response) =>
      openStream(response, { hub, lastId: null, stopping, heartbeatMs: 60_000 }),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const slow = connect(port, '127.0.0.1');
    slow.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(slow, 'data');
    slow.pause();
    let heard = 0;
    hub.listen(null, () => heard++);
    expect(hub.listeners).to.equal(2);
    const big = { reason: 'x'.repeat(100_000) };
    let told = 0;
    while (hub.listeners > 1 && told < 1000) {
      hub.publish('health', big);
      told++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(hub.listeners).to.equal(1);
    expect(heard).to.equal(told);
    slow.destroy();
    server.closeAllConnections();
    server.close();
  });
});
