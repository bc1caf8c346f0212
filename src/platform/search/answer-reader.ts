import type { AskedTerms } from './asked-terms.js';
import type { MatchingRecord } from './meilisearch-record.js';
import type { BytesReader } from './meilisearch-stream.js';

const START = Buffer.from('{"results":[');
/** A record has its two fields in either order. */
const ID_FIRST = [Buffer.from('{"id":"'), Buffer.from('","weights":"')] as const;
const WEIGHTS_FIRST = [Buffer.from('{"weights":"'), Buffer.from('","id":"')] as const;
const END = Buffer.from('"}');
const [OPENED, CLOSED, LAST, QUOTE, COMMA, ESCAPE] = [...Buffer.from('{}]",\\')] as [number, number, number, number, number, number];
const NOTHING = Buffer.alloc(0);

interface WrittenAnswer {
  readonly results: readonly Pick<MatchingRecord, 'id' | 'weights'>[];
  readonly total: number;
}

/**
 * Reads ids and sums out of a server's answer while it comes in. To make strings and records of all that travels (two megabytes for 1,500 records) would take
 * longer than all else that is done with it. Where the answer is written in any other way than expected it is read as any JSON.
 */
export class AnswerReader implements BytesReader {
  readonly ids: string[] = [];
  /** Of the document in the same place of `ids`: Σ asked × kept weight. */
  readonly sums: number[] = [];
  /** So many records pass the filter, whether they came or not: known at the end. */
  total = 0;
  private readonly chunks: Buffer[] = [];
  /** Came in, and is not read: the beginning of a record, or what comes behind the last one. */
  private rest: Buffer = NOTHING;
  private isBegun = false;
  private isAsExpected = true;

  constructor(private readonly asked: AskedTerms) {}

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    if (!this.isAsExpected) return;
    if (chunk.includes(ESCAPE)) {
      this.isAsExpected = false;
      return;
    }
    // Only the record that was cut in two is put together, not all that comes.
    const cut = this.rest.length === 0 ? 0 : chunk.indexOf(CLOSED) + 2;
    if (cut > 0) this.read(Buffer.concat([this.rest, chunk.subarray(0, cut)]));
    this.read(this.rest.length === 0 ? chunk.subarray(cut) : Buffer.concat([this.rest, chunk.subarray(cut)]));
  }

  /** @throws SyntaxError when the answer is no JSON */
  end(): void {
    if (this.isAsExpected && this.isBegun) {
      this.total = (JSON.parse(`${START.toString()}${this.rest.toString()}`) as WrittenAnswer).total;
      return;
    }
    const { results, total } = JSON.parse(Buffer.concat(this.chunks).toString()) as WrittenAnswer;
    this.total = total;
    this.ids.length = 0;
    this.sums.length = 0;
    for (const { id, weights } of results) this.add(id, Buffer.from(weights, 'latin1'), 0, weights.length);
  }

  /** Leaves in `rest` what is no whole record. */
  private read(bytes: Buffer): void {
    let at = 0;
    if (!this.isBegun && bytes.length >= START.length) {
      this.isBegun = true;
      this.isAsExpected = stands(START, bytes, 0);
      at = START.length;
    }
    while (this.isBegun && this.isAsExpected && bytes[at] === OPENED) {
      const end = bytes.indexOf(CLOSED, at);
      if (end < 0 || end + 1 === bytes.length) break;
      this.isAsExpected = this.readRecord(bytes, at, end + 1);
      at = bytes[end + 1] === COMMA ? end + 2 : end + 1;
    }
    if (this.isBegun && at < bytes.length && bytes[at] !== OPENED && bytes[at] !== LAST) this.isAsExpected = false;
    this.rest = bytes.subarray(at);
  }

  /** @returns whether there is a record as expected from `start` up to `end` */
  private readRecord(bytes: Buffer, start: number, end: number): boolean {
    const isIdFirst = stands(ID_FIRST[0], bytes, start);
    const [opening, between] = isIdFirst ? ID_FIRST : WEIGHTS_FIRST;
    const first = start + opening.length;
    const firstEnd = bytes.indexOf(QUOTE, first);
    const second = firstEnd + between.length;
    const secondEnd = end - END.length;
    if (!stands(opening, bytes, start) || !stands(between, bytes, firstEnd) || second > secondEnd || !stands(END, bytes, secondEnd)) return false;
    if (isIdFirst) this.add(bytes.toString('latin1', first, firstEnd), bytes, second, secondEnd);
    else this.add(bytes.toString('latin1', second, secondEnd), bytes, first, firstEnd);
    return true;
  }

  private add(id: string, bytes: Uint8Array, start: number, end: number): void {
    this.ids.push(id);
    this.sums.push(this.asked.sumOf(bytes, start, end));
  }
}

function stands(wanted: Buffer, bytes: Buffer, at: number): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}
