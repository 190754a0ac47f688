import type { ObjectStore } from '../../src/snapshot/object-store.ts';
import { describeReading } from './object-store-reading.ts';
import { describeHistory, describeRefs, describeWriting } from './object-store-writing.ts';

/** What every ObjectStore must do. `make` gives an empty one. */
export function objectStoreContract(name: string, make: () => Promise<ObjectStore>): void {
  describe(`object store: ${name}`, () => {
    let store: ObjectStore;

    beforeEach(async () => {
      store = await make();
    });

    afterEach(async () => {
      await store.close();
    });

    describeReading(() => store);
    describeWriting(() => store);
    describeHistory(() => store);
    describeRefs(() => store);
  });
}
