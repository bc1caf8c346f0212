import { DOCUMENT_KINDS } from './search-document.js';
import type { SearchHit, SearchOrder } from './search-index.js';
import { scoreOf } from './weight-scale.js';

export interface HitRow {
  readonly id: string;
  readonly kind: number;
  readonly score: string | number;
}

export function toHit({ id, kind, score }: HitRow): SearchHit {
  return { id, kind: DOCUMENT_KINDS[kind]!, score: scoreOf(Number(score)) };
}

/** Every order ends with the id: no two hits are equal. */
export const ORDERS: Readonly<Record<SearchOrder, string>> = {
  fit: 'score desc, published_at desc, id',
  newest: 'published_at desc, id',
  deadline: 'deadline, published_at desc, id',
};
