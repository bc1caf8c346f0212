import type { DataSource } from 'typeorm';
import { type Answer, countAround, countTogether, sampled } from './postgres-box-counts.js';
import { type Figure, readFigures, setsIn, totalIn } from './postgres-box-figures.js';
import { rankHits, walkHits } from './postgres-box-pages.js';
import { type BoxQuestion, hitsOf, lookUp } from './postgres-box-question.js';
import { CodeSets } from './postgres-code-sets.js';
import type { SearchQuery, SearchResult } from './search-index.js';
import type { WordHits } from './word-hits.js';
import { WordSums } from './word-sums.js';

/** From where on what is asked is counted on a sample. */
export interface BoxLimits {
  /** Where fewer documents have the words, or where there are fewer at all, they are read in whole. */
  readonly small: number;
  /** Up to so many hits are counted one by one. */
  readonly exact: number;
  /** Documents of a sample, at least; at most twice as many. */
  readonly sampled: number;
}

const LIMITS: BoxLimits = { small: 20_000, exact: 10_000, sampled: 4_000 };

/**
 * The search box on Postgres. What has the words is added up here from packed postings; filters, facets and dates are asked of the rows in `search_box`. What finds no more than
 * some ten thousand documents is counted exactly, by the numbers of what was found or by the index of the narrowest filter. What finds more is counted on a fixed sample, and
 * its hits are read as far as the page goes: so that little takes longer because there are more listings.
 */
export class PostgresBox {
  private readonly sets: CodeSets;
  private readonly sums = new WordSums();

  constructor(
    private readonly dataSource: DataSource,
    private readonly limits: BoxLimits = LIMITS,
  ) {
    this.sets = new CodeSets(dataSource);
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    const { small, exact, sampled: wanted } = this.limits;
    const [question, hits] = await Promise.all([lookUp(this.dataSource, query), hitsOf(this.dataSource, this.sums, query)]);
    if (question.kinds.length === 0 || hits?.count === 0) return this.answer({ hits: [], figures: [] }, query, false);
    if ((hits?.count ?? question.documents) < small) return this.answer(await countTogether(this.dataSource, question, hits?.all()), query, false);
    const sample = hits?.sample(wanted) ?? { step: 2 ** Math.max(0, Math.floor(Math.log2(question.documents / wanted))) };
    const figures = await sampled(this.dataSource, question, sample);
    const total = totalIn(figures);
    // A sample may err: what could be ten thousand is counted.
    const most = exact * (1 + 4 / Math.sqrt(exact / ('step' in sample ? sample.step : sample.factor)));
    if (total > most) return this.answer({ hits: await this.manyHits(question, hits, total), figures }, query, true);
    const { documents, ...answer } = await countAround(this.dataSource, question, hits, figures, most);
    if (hits === undefined || documents === undefined) return this.answer(answer, query, false);
    return this.answer({ ...answer, hits: await rankHits(this.dataSource, question, hits.among(Int32Array.from(documents)), 1) }, query, false);
  }

  private async manyHits(question: BoxQuestion, hits: WordHits | undefined, total: number): Promise<Answer['hits']> {
    const { order, limit } = question.query;
    if (limit === 0) return [];
    return order === 'fit' && hits !== undefined ? rankHits(this.dataSource, question, hits, total / hits.count) : walkHits(this.dataSource, question, hits?.bits());
  }

  private async answer({ hits, figures }: Answer, { facets }: SearchQuery, isAbout: boolean): Promise<SearchResult> {
    return { hits, isAbout, ...readFigures(figures, facets, await this.sets.load(setsIn(figures as Figure[]))) };
  }
}
