import { randomInt } from 'node:crypto';

/** Slots of a table with room for half as many terms. */
const SLOT_BITS = 19;
const SLOTS = 1 << SLOT_BITS;
/** Terms that a table has room for. */
export const ROOM = SLOTS / 2;
const EMPTY = -1;

/**
 * Terms with their numbers, none below 0, in typed arrays: 15 bytes a term and four megabytes. A `Map` of strings takes twice the time, which goes into fetching its entries and the
 * strings themselves from all over the memory, and many times as much of the collector's.
 */
export class TermTable {
  size = 0;
  /** Two whole numbers a slot: where the term's signs begin, and its number. */
  private readonly slots = new Int32Array(2 * SLOTS).fill(EMPTY);
  /** Of each term how many signs it has, and these. */
  private signs = new Uint16Array(1 << 20);
  private end = 0;
  /** Of its own, so that nobody writes texts whose terms all meet in the same slots. */
  private readonly seed = randomInt(2 ** 31);

  /** Below 0 when it is not there. */
  find(term: string): number {
    const { slots, signs } = this;
    for (let slot = this.slotOf(term); ; slot = (slot + 1) % SLOTS) {
      const start = slots[2 * slot]!;
      if (start === EMPTY) return EMPTY;
      if (isAt(signs, start, term)) return slots[2 * slot + 1]!;
    }
  }

  /** Adds a term that is not there yet. @throws RangeError when there is no room left, or a term is longer than any text */
  add(term: string, number: number): void {
    if (this.size === ROOM || term.length > 0xffff) throw new RangeError(`no room for a term of ${term.length} signs beside ${this.size}`);
    let slot = this.slotOf(term);
    while (this.slots[2 * slot] !== EMPTY) slot = (slot + 1) % SLOTS;
    this.slots[2 * slot] = this.end;
    this.slots[2 * slot + 1] = number;
    if (this.end + term.length + 1 > this.signs.length) this.grow(this.end + term.length + 1);
    this.signs[this.end++] = term.length;
    for (let i = 0; i < term.length; i++) this.signs[this.end++] = term.charCodeAt(i);
    this.size += 1;
  }

  /** As MurmurHash2 mixes (Appleby), by UTF-16 signs. */
  private slotOf(term: string): number {
    let hash = this.seed ^ term.length;
    for (let i = 0; i < term.length; i++) {
      hash = Math.imul(hash ^ term.charCodeAt(i), 0x5bd1e995);
      hash ^= hash >>> 15;
    }
    return (hash ^ (hash >>> 13)) & (SLOTS - 1);
  }

  private grow(needed: number): void {
    const larger = new Uint16Array(2 * needed);
    larger.set(this.signs);
    this.signs = larger;
  }
}

function isAt(signs: Uint16Array, start: number, term: string): boolean {
  if (signs[start] !== term.length) return false;
  for (let i = 0; i < term.length; i++) if (signs[start + 1 + i] !== term.charCodeAt(i)) return false;
  return true;
}
