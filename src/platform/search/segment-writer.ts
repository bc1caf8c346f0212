import type { EntityManager } from 'typeorm';
import { copyRows } from '../database/binary-copy.js';
import { POSTING_BYTES, STRETCH, stretchOf, writePosting } from './posting-block.js';
import type { NumberedDocument, TermPostings } from './postings-by-term.js';

/** Documents by the stretch that their numbers are in. */
export function byStretch(documents: readonly NumberedDocument[]): ReadonlyMap<number, NumberedDocument[]> {
  const stretches = new Map<number, NumberedDocument[]>();
  for (const document of documents) {
    const others = stretches.get(stretchOf(document.number));
    if (others === undefined) stretches.set(stretchOf(document.number), [document]);
    else others.push(document);
  }
  return stretches;
}

/** Makes a segment without its blocks; gives its id. */
export async function addSegment(manager: EntityManager, stretch: number, documents: number): Promise<number> {
  const [{ id }] = await manager.query<[{ id: number }]>('insert into search_segment (stretch, documents) values ($1, $2) returning id', [stretch, documents]);
  return id;
}

/** Packs postings of documents of one stretch and writes them as the blocks of a segment. */
export async function writeBlocks(manager: EntityManager, segment: number, postings: Iterable<TermPostings>): Promise<void> {
  let bytes = new Uint8Array(1 << 12);
  await copyRows(manager, 'search_block', ['segment', 'kind', 'term', 'postings'], postings, (row, { kind, term, start, end, documents, weights }) => {
    const size = POSTING_BYTES * (end - start);
    if (size > bytes.length) bytes = new Uint8Array(2 * size);
    for (let i = start; i < end; i++) writePosting(bytes, POSTING_BYTES * (i - start), documents[i]! % STRETCH, weights[i]!);
    row.int4(segment);
    row.int2(kind);
    row.int4(term);
    row.bytesOfText(bytes.subarray(0, size));
  });
}
