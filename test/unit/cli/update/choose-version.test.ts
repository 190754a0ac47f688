import { expect } from 'chai';
import fc from 'fast-check';
import { chooseVersions, refusalOf } from '../../../../src/cli/update/choose-version.ts';
import { compareVersions, parseVersion, type Version } from '../../../../src/cli/update/version.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === null) throw new Error(`${text} is no version`);
  return parsed;
}

describe('a version', () => {
  it('is what Semantic Versioning says, and a safe name of a folder', () => {
    for (const text of ['0.0.0', '1.4.2', '10.20.30', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-0-x.7'])
      expect(parseVersion(text)?.text, text).to.equal(text);
    const wrong = [
      '',
      '1',
      '1.2',
      'v1.2.3',
      '1.2.3 ',
      '01.2.3',
      '1.2.3-',
      '1.2.3+build',
      '../1.2.3',
      '1.2.3-a/b',
      '1.2.3-a..b',
    ];
    for (const text of [...wrong, '1.2.3\n', `1.2.${'9'.repeat(40)}`]) expect(parseVersion(text), text).to.equal(null);
  });

  it('is older than the next one in the order of semver.org, section 11', () => {
    const rising = [
      '0.9.9',
      '1.0.0-1',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
    ];
    const all = [...rising, '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0'].map(version);
    for (const [at, each] of all.entries())
      for (const [other, that] of all.entries())
        expect(Math.sign(compareVersions(each, that)), `${each.text} ${that.text}`).to.equal(Math.sign(at - other));
  });
});

describe('the choice of a version', () => {
  const STABLE = { channel: 'stable', pin: null };
  const present = version('1.2.3');

  it('is newer ones of the same major version, the newest first', () => {
    const available = ['1.2.2', '1.2.3', '1.2.4', '1.10.0', '1.9.0', '2.0.0', '0.9.0', 'nonsense', '1.11.0-beta.1'];
    expect(chooseVersions(present, available, STABLE)).to.deep.equal({
      kind: 'versions',
      versions: ['1.10.0', '1.9.0', '1.2.4'],
    });
  });

  it('takes prereleases of the channel alone', () => {
    const available = ['1.3.0-alpha.1', '1.3.0-beta.1', '1.3.0-beta.2', '1.2.4', '2.0.0-beta.1'];
    expect(chooseVersions(present, available, { channel: 'beta', pin: null })).to.deep.equal({
      kind: 'versions',
      versions: ['1.3.0-beta.2', '1.3.0-beta.1', '1.2.4'],
    });
    expect(chooseVersions(version('1.3.0-beta.2'), [...available, '1.3.0'], STABLE)).to.deep.equal({
      kind: 'versions',
      versions: ['1.3.0'],
    });
  });

  it('is the present one where there is nothing newer', () => {
    expect(chooseVersions(present, [], STABLE)).to.deep.equal({ kind: 'current' });
    expect(chooseVersions(present, ['1.2.3', '1.2.2', '2.0.0'], STABLE)).to.deep.equal({ kind: 'current' });
  });

  it('is what a pin says, an older one too, but of no other major version', () => {
    const pinned = (pin: string) => chooseVersions(present, ['1.2.2', '1.2.4', '1.3.0', '2.0.0'], { ...STABLE, pin });
    expect(pinned('1.2.4')).to.deep.equal({ kind: 'versions', versions: ['1.2.4'] });
    expect(pinned('1.2.2')).to.deep.equal({ kind: 'versions', versions: ['1.2.2'] });
    expect(pinned('1.2.3')).to.deep.equal({ kind: 'current' });
    expect(pinned('1.2.9')).to.deep.equal({ kind: 'refused', reason: 'the registry has no version 1.2.9' });
    expect(pinned('2.0.0')).to.have.property('kind', 'refused');
    expect(pinned('latest')).to.have.property('kind', 'refused');
  });

  it('never takes anything that would be refused', () => {
    const some = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((numbers) => numbers.join('.'));
    const check = (now: string, available: readonly string[]) => {
      const choice = chooseVersions(version(now), available, STABLE);
      const taken = choice.kind === 'versions' ? choice.versions : [];
      expect(taken.map((each) => refusalOf(version(now), version(each), false))).to.deep.equal(taken.map(() => null));
      expect(taken).not.to.include(now);
    };
    fc.assert(fc.property(some, fc.array(some), check));
  });
});
