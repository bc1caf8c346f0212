import { setTimeout as sleep } from 'node:timers/promises';
import { EVERYTHING } from '../platform/search/search-filter.js';
import type { SearchIndex } from '../platform/search/search-index.js';
import type { LagPublisher, Publication } from './lag-publisher.js';

/** How often somebody looks for what is not found yet. */
const LOOK_MS = 50;
/** The oldest first. */
const ASKED_AT_ONCE = 100;

interface LagRunOptions {
  readonly perSecond: number;
  readonly seconds: number;
  /** After the last publication: what is not found by then is lost. */
  readonly patienceMs: number;
}

interface LagRun {
  readonly published: readonly Publication[];
  /** From the publication to the first search that found it, in milliseconds. */
  readonly lags: readonly number[];
  readonly lost: readonly Publication[];
}

/** Publishes at an even pace and looks for each listing by its word until it is found. */
export async function publishAndFind(publisher: LagPublisher, index: SearchIndex, { perSecond, seconds, patienceMs }: LagRunOptions): Promise<LagRun> {
  const published: Publication[] = [];
  const lags: number[] = [];
  const waiting = new Set<Publication>();
  const total = Math.round(perSecond * seconds);
  const publishAll = async (): Promise<void> => {
    const start = performance.now();
    for (let nth = 0; nth < total; nth++) {
      await sleep(Math.max(0, start + (1_000 * nth) / perSecond - performance.now()));
      const publication = await publisher.publish();
      published.push(publication);
      waiting.add(publication);
    }
  };
  const publishing = publishAll().then(() => performance.now() + patienceMs);
  let deadline = Number.POSITIVE_INFINITY;
  void publishing.then((end) => (deadline = end), () => undefined);
  while (lags.length < total && performance.now() < deadline) {
    const asked = [...waiting].slice(0, ASKED_AT_ONCE);
    const found = await foundAmong(index, asked);
    for (const publication of asked) {
      if (!found.has(publication.id)) continue;
      lags.push(performance.now() - publication.at);
      waiting.delete(publication);
    }
    // A publication that fails ends the run.
    await Promise.race([sleep(LOOK_MS), publishing.then(() => sleep(LOOK_MS))]);
  }
  await publishing;
  return { published, lags, lost: [...waiting] };
}

/** Which of them does a search find that asks for any of their own words? One search for all, so that looking does not become the work of the machine. */
export async function foundAmong(index: SearchIndex, publications: readonly Publication[]): Promise<ReadonlySet<string>> {
  if (publications.length === 0) return new Set();
  const words = [{ terms: publications.map(({ word }) => ({ term: word, share: 1 })), weight: 1 }];
  const [{ word: text }] = publications as [Publication];
  const { hits } = await index.search({ kinds: ['offering'], words, minimumMatch: 1, text, filter: EVERYTHING, facets: [], order: 'fit', offset: 0, limit: publications.length });
  return new Set(hits.map(({ id }) => id));
}
