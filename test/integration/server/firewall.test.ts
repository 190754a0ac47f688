import { spawnSync } from 'node:child_process';
import { expect } from 'chai';

describe('config/firewall/nftables.conf', () => {
  it('is taken by the kernel', function () {
    const { error, status, stderr } = spawnSync('nft', ['--check', '--file', 'config/firewall/nftables.conf'], {
      encoding: 'utf8',
    });
    if (error !== undefined || stderr.includes('Operation not permitted')) {
      console.log('      skipped: there is no nft, or only root may ask it: scripts/test installs it');
      return this.skip();
    }
    expect([status, stderr]).to.deep.equal([0, '']);
  });
});
