import { tokenOf } from './meilisearch-record.js';
import type { QueryTerm } from './search-index.js';
import type { TermGroup } from './threshold-filter.js';

/**
 * How many terms go together, the heaviest first: few where each says much. A document that holds one of a group is taken as holding
 * what the group is worth, so light terms count together and heavy ones nearly alone.
 */
const MATCHING_GROUPS = [2, 3, 4, 4, 5, 6, 6, 8, 8];

/** What the heaviest group is worth; the others in proportion to their mean weight, at least 1. */
const TOP_WORTH = 8;

/**
 * A demand's keywords as a handful of groups, for finding those documents that hold most of the weight. Finer groups hold more and make a longer filter: of a
 * million listings 10,000 found so hold 96 % of the exact best fifty in 42 ms, where 12,000 of groups of 2, 2, 3, 4, 5, 6, 8, 10 and 16 hold as much in 68 ms
 * and nearly single terms take the engine half a second at times (docs/benchmarks.md).
 */
export function matchingGroups(terms: readonly QueryTerm[]): TermGroup[] {
  const groups = consecutive(terms, MATCHING_GROUPS);
  const means = groups.map((group) => weightOf(group) / group.length);
  const top = Math.max(...means);
  return groups.map((group, i) => ({ tokens: tokensOf(group), worth: Math.max(1, Math.round((TOP_WORTH * means[i]!) / top)) }));
}

function consecutive(terms: readonly QueryTerm[], sizes: readonly number[]): QueryTerm[][] {
  const sorted = [...terms].sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  const groups: QueryTerm[][] = [];
  for (let start = 0, i = 0; start < sorted.length; start += sizes[i]!, i = Math.min(i + 1, sizes.length - 1)) groups.push(sorted.slice(start, start + sizes[i]!));
  return groups;
}

const weightOf = (terms: readonly QueryTerm[]): number => terms.reduce((sum, { weight }) => sum + weight, 0);
const tokensOf = (terms: readonly QueryTerm[]): string[] => terms.map(({ term }) => tokenOf(term));
