import { parentPort, workerData } from 'node:worker_threads';
import { MemorySearch } from './memory-search.js';
import type { MemoryArrays, NumberedQuery } from './memory-search.types.js';

/** A thread that searches an index in shared memory (`MemorySearchers`). In: `{ id, queries }`. Out: `{ id, results }`, in the order of the questions. */
const search = new MemorySearch(workerData as MemoryArrays);
parentPort!.on('message', ({ id, queries }: { id: number; queries: readonly NumberedQuery[] }) =>
  parentPort!.postMessage({ id, results: queries.map((query) => search.find(query)) }),
);
