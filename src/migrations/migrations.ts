import { Foundation1764000000100 } from './1764000000100-foundation.js';
import { Taxonomy1764000000110 } from './1764000000110-taxonomy.js';

/** One line of history, in the order in which it is applied. */
export const MIGRATIONS = [Foundation1764000000100, Taxonomy1764000000110];
