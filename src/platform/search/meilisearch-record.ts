import { createHash } from 'node:crypto';
import type { CodeField, DocumentKind, SearchDocument } from './search-document.js';
import { CODE_FIELDS } from './search-document.js';
import type { QueryTerm } from './search-index.js';
import { askedWeight, keptWeight } from './weight-scale.js';

/**
 * What both indexes of Meilisearch filter by: tokens and codes. The engine lowers the case of strings, takes their accents and widths
 * away and cuts long ones before it compares them, so that terms and codes come as signs that none of this can touch.
 */
type FilteredRecord = Readonly<Record<CodeField, readonly string[]>> & {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly enterpriseId: string;
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  readonly deadline: number | null;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  readonly terms: readonly string[];
  /** Counts the writes of the platform: says whether this is the newest state of the document. */
  readonly version: number;
};

/** A document as it is kept for matching: no text. */
export type MatchingRecord = FilteredRecord & {
  /** What each term weighs: only given back, never filtered by. See `packWeights`. */
  readonly weights: string;
};

/** A document as it is kept for the search box. */
export type BoxRecord = FilteredRecord & {
  readonly title: string;
  readonly body: string;
  /** One word that every record has: a query that begins with it shuts nothing out (ADR 11). */
  readonly everyone: typeof EVERYONE;
};

/** A word that nobody writes, and that the engine leaves in one piece. */
export const EVERYONE = 'xeveryonex';

/** Bytes of a term's hash: among a million different terms the chance that any two share one is one in five hundred. */
const HASH_BYTES = 6;
const ENTRY_BYTES = HASH_BYTES + 2;

export function toMatchingRecord(document: SearchDocument, version: number): MatchingRecord {
  const weights = new Map<number, number>();
  for (const [term, weight] of document.terms) weights.set(signOf(term).hash, keptWeight(weight));
  return { ...filteredRecord(document, version), weights: packWeights(weights) };
}

export function toBoxRecord(document: SearchDocument, version: number): BoxRecord {
  return { ...filteredRecord(document, version), ...document.text, everyone: EVERYONE };
}

function filteredRecord({ id, kind, terms, fields }: SearchDocument, version: number): FilteredRecord {
  const codes = Object.fromEntries(CODE_FIELDS.map((field) => [field, fields[field].map(encodeCode)])) as Record<CodeField, string[]>;
  return {
    ...codes,
    id,
    kind,
    enterpriseId: fields.enterpriseId,
    budgetMin: fields.budgetMin,
    budgetMax: fields.budgetMax,
    deadline: fields.deadline,
    publishedAt: fields.publishedAt.getTime(),
    terms: [...new Set(Array.from(terms.keys(), tokenOf))],
    version,
  };
}

/** A term as an opaque token that no rule of the engine applies to: no segmentation, no typo, no number. */
export function tokenOf(term: string): string {
  return signOf(term).token;
}

export function encodeCode(code: string): string {
  return `x${Buffer.from(code, 'utf8').toString('hex')}`;
}

export function decodeCode(encoded: string): string {
  return Buffer.from(encoded.slice(1), 'hex').toString('utf8');
}

/** A query's terms, to be summed up against the packed weights of thousands of documents. */
export class AskedTerms {
  private readonly weights = new Map<number, number>();
  /** By the last two bytes of a hash, whether any asked term ends so: nearly all that a document holds is told apart by that. */
  private readonly endings = new Uint8Array(1 << 16);

  constructor(terms: readonly QueryTerm[]) {
    for (const { term, weight } of terms) {
      const { hash } = signOf(term);
      this.weights.set(hash, (this.weights.get(hash) ?? 0) + askedWeight(weight));
      this.endings[hash % (1 << 16)] = 1;
    }
  }

  /** Σ asked × kept weight of the terms that the document has. */
  sumOf(weights: string): number {
    const bytes = Buffer.from(weights, 'base64');
    let sum = 0;
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
      if (this.endings[(bytes[at + HASH_BYTES - 2]! << 8) | bytes[at + HASH_BYTES - 1]!] === 0) continue;
      const weight = this.weights.get(bytes.readUIntBE(at, HASH_BYTES));
      if (weight !== undefined) sum += weight * bytes.readUInt16BE(at + HASH_BYTES);
    }
    return sum;
  }
}

/** Eight bytes a term, hash and thousandths, as base64: a third of the same as JSON, and one string for the engine to carry. */
function packWeights(weights: ReadonlyMap<number, number>): string {
  const bytes = Buffer.alloc(weights.size * ENTRY_BYTES);
  let at = 0;
  for (const [hash, weight] of weights) {
    bytes.writeUIntBE(hash, at, HASH_BYTES);
    bytes.writeUInt16BE(weight, at + HASH_BYTES);
    at += ENTRY_BYTES;
  }
  return bytes.toString('base64');
}

/** The terms of packed weights. */
export function hashesOf(weights: string): number[] {
  const bytes = Buffer.from(weights, 'base64');
  return Array.from({ length: Math.floor(bytes.length / ENTRY_BYTES) }, (_, i) => bytes.readUIntBE(i * ENTRY_BYTES, HASH_BYTES));
}

export function hashOfToken(token: string): number {
  return Number.parseInt(token.slice(1), 36);
}

interface Sign {
  readonly hash: number;
  readonly token: string;
}

/** Of terms that came lately, because the same ones come again and again: to hash takes longer than all else that makes a record. */
const knownSigns = new Map<string, Sign>();
const MOST_KNOWN = 100_000;

function signOf(term: string): Sign {
  let sign = knownSigns.get(term);
  if (sign === undefined) {
    const hash = createHash('sha256').update(term).digest().readUIntBE(0, HASH_BYTES);
    sign = { hash, token: `t${hash.toString(36)}` };
    if (knownSigns.size >= MOST_KNOWN) knownSigns.clear();
    knownSigns.set(term, sign);
  }
  return sign;
}
