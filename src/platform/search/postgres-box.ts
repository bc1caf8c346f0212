import type { DataSource } from 'typeorm';
import { countAround, countTogether, sample, type Answer } from './postgres-box-counts.js';
import { type Figure, readFigures, scaled, setsIn, totalIn } from './postgres-box-figures.js';
import { type BoxQuestion, lookUp } from './postgres-box-question.js';
import { portionHits, walkHits } from './postgres-box-pages.js';
import { countOf, driversOf } from './postgres-box-sql.js';
import { CodeSets } from './postgres-code-sets.js';
import type { SearchQuery, SearchResult } from './search-index.js';

/** From where on what is asked is counted on a sample. */
export interface BoxLimits {
  /** Below so many documents everything is counted, whatever is asked. */
  readonly small: number;
  /** Words that fewer documents have are read in whole. */
  readonly counted: number;
  /** Up to so many hits are counted one by one. */
  readonly exact: number;
  /** Documents of a sample, at least; at most twice as many. */
  readonly sampled: number;
}

const LIMITS: BoxLimits = { small: 20_000, counted: 20_000, exact: 10_000, sampled: 4_000 };

/**
 * The search box on Postgres. A query that finds no more than some ten thousand documents is answered exactly, from the postings of its rarest
 * words or the index of its narrowest filter. One that finds more is counted on a fixed sample, and its hits come in portions of the newest,
 * each in the order of fit: so that nothing takes longer because there are more listings.
 */
export class PostgresBox {
  private readonly sets: CodeSets;

  constructor(
    private readonly dataSource: DataSource,
    private readonly limits: BoxLimits = LIMITS,
  ) {
    this.sets = new CodeSets(dataSource);
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    const { small, counted, exact, sampled } = this.limits;
    const question = await lookUp(this.dataSource, query, counted);
    if (question.kinds.length === 0 || isHopeless(question)) return this.answer({ hits: [], figures: [] }, query, false);
    const isFew = question.words.length > 0 && countOf(driversOf(question)) < counted;
    if (isFew || question.documents < small) return this.answer(await countTogether(this.dataSource, question), query, false);
    const step = 2 ** Math.max(0, Math.floor(Math.log2(question.documents / sampled)));
    const figures = scaled(await sample(this.dataSource, question, step), step);
    // A sample may err: what could be ten thousand is counted.
    const most = exact * (1 + 4 / Math.sqrt(exact / step));
    if (totalIn(figures) <= most) return this.answer(await countAround(this.dataSource, question, figures, most), query, false);
    return this.answer({ hits: await this.manyHits(question), figures }, query, true);
  }

  private manyHits(question: BoxQuestion): Promise<Answer['hits']> {
    const { order, limit } = question.query;
    if (limit === 0) return Promise.resolve([]);
    return order === 'fit' && question.words.length > 0 ? portionHits(this.dataSource, question) : walkHits(this.dataSource, question);
  }

  private async answer({ hits, figures }: Answer, { facets }: SearchQuery, isAbout: boolean): Promise<SearchResult> {
    return { hits, isAbout, ...readFigures(figures, facets, await this.sets.load(setsIn(figures as Figure[]))) };
  }
}

/** No document can be worth enough: too many words that nobody has. */
function isHopeless({ words, need }: BoxQuestion): boolean {
  return words.length > 0 && words.reduce((sum, { count, worth }) => sum + (count > 0 ? worth : 0), 0) < need;
}
