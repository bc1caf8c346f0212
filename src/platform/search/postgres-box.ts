import type { DataSource } from 'typeorm';
import { countAround, countIfNarrow } from './postgres-box-around.js';
import { type Answer, countListed, sampled } from './postgres-box-counts.js';
import { NOTHING, readFigures, setsIn } from './postgres-box-figures.js';
import { rankHits, walkHits } from './postgres-box-pages.js';
import { type BoxQuestion, hitsOf, lookUp } from './postgres-box-question.js';
import { CodeSets } from './postgres-code-sets.js';
import type { SearchHit, SearchQuery, SearchResult } from './search-index.js';
import type { WordHits } from './word-hits.js';
import { WordSums } from './word-sums.js';

/** From where on what is asked is counted on a sample. */
export interface BoxLimits {
  /** Where there are fewer documents all are read, whatever is asked. */
  readonly small: number;
  /** Up to so many hits are counted one by one. */
  readonly exact: number;
  /** Documents of a sample, at least; at most twice as many. Of hits, which lie apart, half of that. */
  readonly sampled: number;
}

const LIMITS: BoxLimits = { small: 20_000, exact: 5_000, sampled: 2_500 };

/**
 * The search box on Postgres. What has the words is added up here from packed postings; filters, facets and dates are asked of the rows in `search_box`. What finds no more than
 * some thousand documents is counted exactly, by the numbers of what was found or by the index of the narrowest choice. What finds more is counted on a fixed sample, and
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
    if (question.kinds.length === 0 || hits?.count === 0) return this.answer({ hits: [], figures: NOTHING }, query, false);
    if (hits === undefined ? question.documents < small : hits.count <= exact) return this.answer(await countListed(this.dataSource, question, hits?.all()), query, false);
    const narrow = await countIfNarrow(this.dataSource, question, hits);
    if (narrow !== undefined) return this.answer(narrow, query, false);
    const sample = hits?.sample(wanted / 2) ?? { step: 2 ** Math.max(0, Math.floor(Math.log2(question.documents / wanted))) };
    const about = await sampled(this.dataSource, question, sample);
    // A sample may err: what could be so many is counted.
    const most = exact * (1 + 4 / Math.sqrt(exact / ('step' in sample ? sample.step : sample.factor)));
    const { total } = about.figures;
    if (total > most) return this.answer({ hits: await this.manyHits(question, hits, total), figures: about.figures }, query, true);
    return this.answer(await countAround(this.dataSource, question, hits, about, most), query, false);
  }

  private async manyHits(question: BoxQuestion, hits: WordHits | undefined, total: number): Promise<readonly SearchHit[]> {
    const { order, limit } = question.query;
    if (limit === 0) return [];
    return order === 'fit' && hits !== undefined ? rankHits(this.dataSource, question, hits, total / hits.count) : walkHits(this.dataSource, question, hits?.bits());
  }

  private async answer({ hits, figures }: Answer, { facets }: SearchQuery, isAbout: boolean): Promise<SearchResult> {
    return { hits, isAbout, ...readFigures(figures, facets, await this.sets.load(setsIn(figures))) };
  }
}
