// A thread that searches an index in shared memory (memory-searchers.ts). In: { id, queries }. Out: { id, results }, in the order of the questions.
import { parentPort, workerData } from 'node:worker_threads';
import { MemorySearch } from './memory-search.mjs';

const search = new MemorySearch(workerData);
parentPort.on('message', ({ id, queries }) => parentPort.postMessage({ id, results: queries.map((query) => search.find(query)) }));
