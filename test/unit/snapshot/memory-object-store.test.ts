import { MemoryObjectStore } from '../../support/memory-object-store.ts';
import { objectStoreContract } from '../../support/object-store-contract.ts';

objectStoreContract('memory', async () => new MemoryObjectStore());
