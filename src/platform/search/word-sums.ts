import { setImmediate as breathe } from 'node:timers/promises';
import { POSTING_BYTES, readBlock, STRETCH, stretchOf, writePosting } from './posting-block.js';
import { eachWaiting, type StoredPostings } from './postgres-blocks.js';
import { WordHits } from './word-hits.js';

/** A word that is asked for. */
export interface AskedWord {
  /** What counts as it: which of the terms whose postings were read, and what it weighs as this word, in thousandths. */
  readonly terms: readonly { readonly asked: number; readonly weight: number }[];
  /** What it is worth to have it (`needOf`). */
  readonly worth: number;
}

/** After so long others get their turn. */
const TURN_MS = 8;

/** Blocks of one kind in one stretch of documents, by the term that was asked for. */
interface Group {
  readonly kind: number;
  readonly first: number;
  readonly blocks: Map<number, string[]>;
}

/**
 * Adds up the words of queries, stretch by stretch. A word weighs as much as the heaviest of its terms in the document. Only documents with one of the rarest words are
 * looked at, those without which none can be worth enough.
 */
export class WordSums {
  /** What is known of each document of a stretch; nothing but zeros between two of them. */
  private readonly scores = new Float64Array(STRETCH);
  private readonly worths = new Int32Array(STRETCH);
  /** Of the word that is being added, plus one. */
  private readonly weights = new Int32Array(STRETCH);
  private readonly isMet = new Uint8Array(STRETCH);
  private readonly met = new Uint16Array(STRETCH);
  private readonly places = new Uint16Array(STRETCH);
  private readonly postings = new Uint16Array(STRETCH);

  /** @param need what a document has to be worth, at least 1 */
  async hits(words: readonly AskedWord[], need: number, postings: readonly StoredPostings[]): Promise<WordHits> {
    const { drivers, others, most } = share(words, need, postings);
    const hits = new WordHits(most);
    let turn = performance.now();
    for (const group of drivers.length === 0 ? [] : groupsOf(postings)) {
      this.sum(group, drivers, others, need, hits);
      if (performance.now() - turn < TURN_MS) continue;
      await breathe();
      turn = performance.now();
    }
    return hits;
  }

  private sum({ blocks, kind, first }: Group, drivers: readonly AskedWord[], others: readonly AskedWord[], need: number, hits: WordHits): void {
    let count = 0;
    for (const word of drivers) count = this.add(word, blocks, count, true);
    if (count > 0) for (const word of others) this.add(word, blocks, count, false);
    for (let i = 0; i < count; i++) {
      const place = this.met[i]!;
      if (this.worths[place]! >= need) hits.add(first + place, kind, this.scores[place]!);
      this.scores[place] = this.worths[place] = this.isMet[place] = 0;
    }
  }

  /** Adds one word; says how many documents there are to look at then. */
  private add({ terms, worth }: AskedWord, blocks: ReadonlyMap<number, readonly string[]>, before: number, isDriver: boolean): number {
    const { scores, worths, weights, isMet, met, places, postings } = this;
    const isAlone = terms.length === 1;
    let count = before;
    for (const { asked, weight } of terms) {
      for (const block of blocks.get(asked) ?? []) {
        const size = readBlock(block, places, postings, 0);
        for (let i = 0; i < size; i++) {
          const place = places[i]!;
          if (isMet[place] === 0) {
            if (!isDriver) continue;
            isMet[place] = 1;
            met[count++] = place;
          }
          if (isAlone) {
            worths[place]! += worth;
            scores[place]! += weight * postings[i]!;
            continue;
          }
          const is = weight * postings[i]! + 1;
          const was = weights[place]!;
          if (is <= was) continue;
          weights[place] = is;
          if (was === 0) worths[place]! += worth;
          scores[place]! += was === 0 ? is - 1 : is - was;
        }
      }
    }
    if (!isAlone) for (let i = 0; i < count; i++) weights[met[i]!] = 0;
    return count;
  }
}

/** Which words' documents are looked at: the rarest ones without which no document is worth enough, `most` about at most. None where all words together are not. */
function share(words: readonly AskedWord[], need: number, postings: readonly StoredPostings[]): { drivers: readonly AskedWord[]; others: readonly AskedWord[]; most: number } {
  const lengths = new Map<number, number>();
  for (const { asked, postings: { length } } of postings) lengths.set(asked, (lengths.get(asked) ?? 0) + length);
  const lengthOf = ({ terms }: AskedWord): number => terms.reduce((sum, { asked }) => sum + (lengths.get(asked) ?? 0), 0);
  const held = words.map((word) => ({ word, length: lengthOf(word) })).filter(({ length }) => length > 0);
  const drivers: AskedWord[] = [];
  let most = 0;
  let rest = held.reduce((sum, { word }) => sum + word.worth, 0);
  for (const { word, length } of held.filter(({ word: { worth } }) => worth > 0).sort((a, b) => a.length - b.length)) {
    if (rest < need) break;
    drivers.push(word);
    rest -= word.worth;
    most += length / POSTING_BYTES;
  }
  return { most, drivers, others: held.flatMap(({ word }) => (drivers.includes(word) ? [] : [word])) };
}

/** By stretches and kinds; what waits is packed into blocks of its own first. */
function groupsOf(stored: readonly StoredPostings[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  const put = (kind: number, number: number, asked: number, block: string): void => {
    const first = stretchOf(number);
    const key = `${first} ${kind}`;
    const { blocks } = groups.get(key) ?? groups.set(key, { kind, first, blocks: new Map() }).get(key)!;
    blocks.set(asked, [...(blocks.get(asked) ?? []), block]);
  };
  for (const { asked, kind, stretch, postings } of stored) {
    if (stretch !== null) put(kind, stretch, asked, postings);
    else for (const [first, block] of packed(postings)) put(kind, first, asked, block);
  }
  return groups.values();
}

function packed(waiting: string): Map<number, string> {
  const bytes = new Map<number, number[]>();
  eachWaiting(waiting, (number, weight) => {
    const first = stretchOf(number);
    const list = bytes.get(first) ?? bytes.set(first, []).get(first)!;
    writePosting(POSTING, 0, number - first, weight);
    list.push(...POSTING);
  });
  return new Map([...bytes].map(([first, list]) => [first, Buffer.from(list).toString('latin1')]));
}

const POSTING = new Uint8Array(POSTING_BYTES);
