import { readFileSync } from 'node:fs';

let shares: ReadonlyMap<string, number> | undefined;

/** What a term that the prior does not know is taken for: rarer than every term that it knows. */
const UNKNOWN_SHARE = 0.000_2;

/** The name of the prior in the version of a snapshot. Raise it together with the file. */
export const PRIOR_VERSION = 'prior-1';

/**
 * Share of texts in which the prior expects a term, 0 to 1. The prior is `term-prior.txt`, made by `src/evaluation/make-term-prior.ts`:
 * the document frequencies of jieba's dictionary, mixed with those of the names in our own code lists.
 */
export function priorShare(term: string): number {
  shares ??= readPrior(readFileSync(new URL('./term-prior.txt', import.meta.url), 'utf8'));
  return shares.get(term) ?? UNKNOWN_SHARE;
}

/** One line for each share, in parts of ten thousand: `47 技术 工作 …`. */
function readPrior(text: string): Map<string, number> {
  const prior = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [share, ...terms] = line.split(' ');
    for (const term of terms) prior.set(term, Number(share) / 10_000);
  }
  return prior;
}
