import { hash } from 'node:crypto';
import type { CodeField, DocumentKind, SearchDocument, SearchText } from './search-document.js';
import { CODE_FIELDS } from './search-document.js';
import { keptWeight } from './weight-scale.js';

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
  /**
   * What each term weighs: only given back, never filtered by. Eight bytes a term, hash and thousandths, as base64: a third of the same as JSON, and one
   * string for the engine to carry.
   */
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

/** A document with its signs, which the records of both indexes share: they take most of the time. */
export interface SignedDocument {
  readonly filtered: FilteredRecord;
  readonly weights: string;
  readonly text: SearchText;
}

export function signed({ id, kind, terms, text, fields }: SearchDocument, version: number): SignedDocument {
  const tokens: string[] = [];
  const weights = Buffer.allocUnsafe(terms.size * ENTRY_BYTES);
  for (const [term, weight] of terms) {
    const { hash, token } = signOf(term);
    weights.writeUIntBE(hash, tokens.length * ENTRY_BYTES, HASH_BYTES);
    weights.writeUInt16BE(keptWeight(weight), tokens.length * ENTRY_BYTES + HASH_BYTES);
    tokens.push(token);
  }
  const codes = Object.fromEntries(CODE_FIELDS.map((field) => [field, fields[field].map(encodeCode)])) as Record<CodeField, string[]>;
  const { enterpriseId, budgetMin, budgetMax, deadline, publishedAt } = fields;
  return {
    filtered: { ...codes, id, kind, enterpriseId, budgetMin, budgetMax, deadline, publishedAt: publishedAt.getTime(), terms: tokens, version },
    weights: weights.toString('base64'),
    text,
  };
}

export function toMatchingRecord({ filtered, weights }: SignedDocument): MatchingRecord {
  return { ...filtered, weights };
}

export function toBoxRecord({ filtered, text }: SignedDocument): BoxRecord {
  return { ...filtered, ...text, everyone: EVERYONE };
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

/** The terms of packed weights. */
export function hashesOf(weights: string): number[] {
  const bytes = Buffer.from(weights, 'base64');
  return Array.from({ length: Math.floor(bytes.length / ENTRY_BYTES) }, (_, i) => bytes.readUIntBE(i * ENTRY_BYTES, HASH_BYTES));
}

export function hashOf(term: string): number {
  return signOf(term).hash;
}

export function hashOfToken(token: string): number {
  return Number.parseInt(token.slice(1), 36);
}

interface Sign {
  readonly hash: number;
  readonly token: string;
}

/** Of terms that came lately, because the same ones come again and again. Those of the last so many new ones are known for certain. */
const MOST_KNOWN = 100_000;
let knownSigns = new Map<string, Sign>();
let olderSigns = new Map<string, Sign>();

function signOf(term: string): Sign {
  const known = knownSigns.get(term);
  if (known !== undefined) return known;
  const sign = olderSigns.get(term) ?? makeSign(term);
  if (knownSigns.size >= MOST_KNOWN) [olderSigns, knownSigns] = [knownSigns, new Map()];
  knownSigns.set(term, sign);
  return sign;
}

function makeSign(term: string): Sign {
  const number = Number.parseInt(hash('sha256', term, 'hex').slice(0, 2 * HASH_BYTES), 16);
  return { hash: number, token: `t${number.toString(36)}` };
}
