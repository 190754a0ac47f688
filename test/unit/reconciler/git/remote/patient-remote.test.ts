import { expect } from 'chai';
import { Failure } from '../../../../../src/model/failure.ts';
import type { GitRemote } from '../../../../../src/reconciler/git/remote/git-remote.ts';
import { patientRemote } from '../../../../../src/reconciler/git/remote/patient-remote.ts';

describe('a remote that refuses pushes', () => {
  const REFUSED = new Failure('transient', 'it is protected', { ofGit: true });

  const move = (ref: string) => ({ ref, from: null, to: 'a'.repeat(40) });
  const MOVES = [move('refs/heads/main'), move('refs/notes/tract')];

  function remoteThat(push: GitRemote['push']): GitRemote {
    const remote = { list: async () => new Map(), fetch: async () => {}, tryPush: async () => {}, push };
    return patientRemote(remote);
  }

  const refusal = (remote: GitRemote) =>
    remote.push(MOVES).then(
      () => expect.fail('it went well'),
      (error: Failure) => error,
    );

  it('is tried at once after one refusal, then less and less often, and says the same', async () => {
    const remote = remoteThat(() => Promise.reject(REFUSED));
    const failures: Failure[] = [];
    for (let turn = 0; turn < 7; turn += 1) failures.push(await refusal(remote));
    expect(failures.map(({ retryAfterMs }) => retryAfterMs)).to.deep.equal([
      null,
      30_000,
      60_000,
      120_000,
      240_000,
      300_000,
      300_000,
    ]);
    for (const { message, kind, ofGit } of failures)
      expect({ message, kind, ofGit }).to.deep.equal({ message: REFUSED.message, kind: 'transient', ofGit: true });
  });

  it('is asked as before once it took a push', async () => {
    const answers: (() => Promise<boolean>)[] = [
      () => Promise.reject(REFUSED),
      () => Promise.reject(REFUSED),
      async () => false,
      () => Promise.reject(REFUSED),
    ];
    const remote = remoteThat(() => (answers.shift() ?? (async () => true))());
    await refusal(remote);
    expect((await refusal(remote)).retryAfterMs).to.equal(30_000);
    expect(await remote.push(MOVES)).to.equal(false);
    expect((await refusal(remote)).retryAfterMs).to.equal(null);
  });

  it('is not taken for willing because it took other refs', async () => {
    const remote = remoteThat(async (moves) => {
      if (moves.some(({ ref }) => ref === 'refs/heads/main')) throw REFUSED;
      return true;
    });
    const waits: (number | null)[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      waits.push((await refusal(remote)).retryAfterMs);
      await remote.push([move('refs/notes/tract')]);
    }
    expect(waits).to.deep.equal([null, 30_000, 60_000]);
  });
});
