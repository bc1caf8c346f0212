import { Foundation1764000000100 } from './1764000000100-foundation.js';

/** One line of history, in the order in which it is applied. */
export const MIGRATIONS = [Foundation1764000000100];
