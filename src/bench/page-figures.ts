import { quantile } from '../evaluation/metrics.js';
import type { PageVisitor, Visit } from './page-visitor.js';

/** Each page is read once in a round. */
const ROUNDS = 60;
/** Before them, not counted: a process that serves pages has served some thousand before, and its code is compiled by then. */
const UNCOUNTED = 60;

export interface PageFigures {
  readonly name: string;
  readonly path: string;
  /** At the client, over loopback. */
  readonly p50: number;
  readonly p95: number;
  /** The page compressed, in bytes. */
  readonly bytes: number;
  /** The same with all that it loads: stylesheet, script, icon. */
  readonly firstVisitBytes: number;
}

/** What they are called and where they are. */
type Pages = readonly (readonly [name: string, path: string])[];

/** Every kind of public page, on what is first in its list. @throws Error when a list is empty */
export async function publicPages(visitor: PageVisitor): Promise<Pages> {
  const first = async (list: string, pattern: RegExp): Promise<string> => {
    const { status, text } = await visitor.read(list, '10.0.0.1');
    const path = pattern.exec(text)?.[1];
    if (path === undefined) throw new Error(`${list} leads to nothing that could be measured (${status})`);
    return path;
  };
  const offering = await first('/zh/offerings', /href="(\/zh\/offerings\/O-[^"?#]+)"/);
  return [
    ['home', '/zh'],
    ['demands', '/zh/demands'],
    ['offerings', '/zh/offerings'],
    ['search: no words', '/zh/providers'],
    ['search: words', `/zh/providers?q=${encodeURIComponent('数控机床')}`],
    ['search: filters', '/zh/providers?region=13&category=DAT'],
    ['a demand', await first('/zh/demands', /href="(\/zh\/demands\/D-[^"?#]+)"/)],
    ['an offering', offering],
    ['an enterprise', await first(offering, /href="(\/zh\/enterprises\/[^"?#]+)"/)],
    ['regions', '/zh/regions'],
    ['a region', '/zh/regions/1309'],
    ['categories', '/zh/categories'],
    ['a category', '/zh/categories/DAT'],
    ['industries', '/zh/industries'],
    ['an industry', await first('/zh/industries', /href="(\/zh\/industries\/[^"?#]+)"/)],
    ['figures: overview', '/zh/figures'],
    ['figures: places and fields', '/zh/figures/market'],
    ['figures: trends and times', '/zh/figures/times'],
    ['figures: unmet needs', '/zh/figures/gaps'],
    ['how it works', '/zh/how-it-works'],
    ['sign in', '/zh/login'],
    ['sign up', '/zh/register'],
    ['feed of demands', '/zh/demands.atom'],
    ['sitemap', '/sitemap.xml'],
  ];
}

/** Reads all pages in turn, as visitors do, round after round. @throws Error when a page is not answered with 200 */
export async function measurePages(visitor: PageVisitor, pages: Pages, tell: (figures: PageFigures) => void): Promise<PageFigures[]> {
  const times = pages.map((): number[] => []);
  const last: Visit[] = [];
  for (let round = 0; round < UNCOUNTED + ROUNDS; round++) {
    for (const [i, [, path]] of pages.entries()) {
      // Each request is another visitor's: the bounds hold for an address.
      const visit = await visitor.read(path, `10.1.${i}.${round}`);
      if (visit.status !== 200) throw new Error(`${path} was answered with ${visit.status}`);
      if (round >= UNCOUNTED) times[i]!.push(visit.milliseconds);
      last[i] = visit;
    }
  }
  const measured: PageFigures[] = [];
  for (const [i, [name, path]] of pages.entries()) {
    const { text, bytes } = last[i]!;
    const loaded = await Promise.all(loadedBy(text).map((asset) => visitor.read(asset, `10.0.2.${i}`)));
    const firstVisitBytes = loaded.reduce((sum, asset) => sum + asset.bytes, bytes);
    const figures = { name, path, p50: quantile(times[i]!, 0.5), p95: quantile(times[i]!, 0.95), bytes, firstVisitBytes };
    tell(figures);
    measured.push(figures);
  }
  return measured;
}

/** The addresses of what a page needs beside itself. */
export function loadedBy(html: string): string[] {
  return [...new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!))];
}
