import type { DataSource } from 'typeorm';
import { type Figure, figuresSql, readFigures, setsIn } from './postgres-box-figures.js';
import { type Bind, binder } from './postgres-box-filter.js';
import { type BoxQuestion, COUNTED, lookUp } from './postgres-box-question.js';
import { countOf, driversOf, holders, probedSums, probes, shareOut } from './postgres-box-sql.js';
import { CodeSets } from './postgres-code-sets.js';
import { DOCUMENT_KINDS } from './search-document.js';
import type { SearchHit, SearchOrder, SearchQuery, SearchResult } from './search-index.js';
import { scoreOf } from './weight-scale.js';

/** Below so many documents everything is counted, whatever is asked. */
const SMALL = 20_000;
/** Up to so many hits are counted one by one. */
const EXACT = 10_000;
/** Documents of a sample, at least; at most twice as many. */
const SAMPLED = 4_000;
/** A sample takes whole runs of documents, evenly spread over all: a run is one piece of each term's postings. */
const RUN = 128;
/** So many hits are put in the order of their fit together; where there are more than can be counted, the newest first. */
const RANKED_TOGETHER = 2_000;

interface HitRow {
  readonly id: string;
  readonly kind: number;
  readonly score: string;
}

type Counted = Pick<SearchResult, 'total' | 'facets'>;

/**
 * The search box on Postgres. A query that finds no more than some ten thousand documents is answered exactly, from the postings of its rarest
 * words. One that finds more is counted on a fixed sample, and its hits come in portions of the newest, each in the order of fit:
 * so that nothing takes longer because there are more listings.
 */
export class PostgresBox {
  private readonly sets: CodeSets;

  constructor(private readonly dataSource: DataSource) {
    this.sets = new CodeSets(dataSource);
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    const question = await lookUp(this.dataSource, query);
    if (question.kinds.length === 0 || isHopeless(question)) return { hits: [], isAbout: false, ...(await this.counted([], query, 1)) };
    const isSmall = question.documents < SMALL || (question.words.length > 0 && countOf(driversOf(question)) < COUNTED);
    if (isSmall) return this.exactly(question);
    const step = 2 ** Math.floor(Math.log2(question.documents / SAMPLED));
    const about = await this.estimate(question, step);
    // A sample may err: what could be ten thousand is counted.
    if (about.total <= EXACT * (1 + 4 / Math.sqrt(EXACT / step))) return this.exactly(question);
    const hits = query.limit === 0 ? [] : await (query.order === 'fit' && question.words.length > 0 ? this.rankedPortions(question) : this.walked(question));
    return { hits, isAbout: true, ...about };
  }

  /** Everything that is found, counted and put in order. */
  private async exactly(question: BoxQuestion): Promise<SearchResult> {
    const { query } = question;
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const isFar = countOf(driversOf(question)) >= COUNTED;
    const hits = question.words.length === 0 ? allRows(question, bind) : foundRows(question, isFar, bind);
    const fields = question.choices.map(({ field }) => field);
    const [row] = await this.dataSource.query<[{ hits: HitRow[] | null; figures: Figure[] | null }]>(
      `with hits as materialized (${hits})
       select (select jsonb_agg(page) from (select id, kind, score from hits where ${fields.map((_, i) => `c${i}`).join(' and ')}
                order by ${ORDERS[query.order]} limit ${bind(query.limit, 'int')} offset ${bind(query.offset, 'int')}) page) as hits,
              (select json_agg(json_build_array(field, value, count)) from (${figuresSql(query.facets, fields)}) f) as figures`,
      parameters,
    );
    return { hits: (row.hits ?? []).map(toHit), isAbout: false, ...(await this.counted(row.figures ?? [], query, 1)) };
  }

  private async counted(figures: readonly Figure[], { facets }: SearchQuery, factor: number): Promise<Counted> {
    return readFigures(figures, facets, await this.sets.load(setsIn(figures)), factor);
  }

  /** Total and counts from every `step`-th run of documents. */
  private async estimate(question: BoxQuestion, step: number): Promise<Counted> {
    const { query } = question;
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const runs = `generate_series(0, (select max(document) from search_box), ${RUN * step}) as run`;
    const inRun = (column: string): string => `${column} >= run and ${column} < run + ${RUN}`;
    const source =
      question.words.length === 0
        ? `${runs} cross join lateral (select * from search_box b where ${inRun('b.document')} offset 0) b`
        : `${runs} cross join lateral (${holders(question.words, question.kinds, question.need, bind, inRun('p.document'))} offset 0) m
             join search_box b on b.document = m.document`;
    const rows = await this.dataSource.query<{ figures: Figure[] | null }[]>(
      `with hits as materialized (select ${columns(question, '0', bind)} from ${source} where ${narrowed(question, bind)})
       select json_agg(json_build_array(field, value, count)) as figures from (${figuresSql(query.facets, question.choices.map(({ field }) => field))}) f`,
      parameters,
    );
    return this.counted(rows[0]?.figures ?? [], query, step);
  }

  /** Hits in the order of dates, from the index that has them in it. */
  private async walked(question: BoxQuestion): Promise<SearchHit[]> {
    const { query, words, need } = question;
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const deepest = bind(query.offset + query.limit, 'int');
    const { score, worth } = probedSums(words);
    const perKind = query.kinds.map((kind) => {
      const enough = words.length > 0 ? ` and 0${worth} >= ${need}` : '';
      return `(select b.id, b.kind, b.published_at, b.deadline, 0${score} as score from search_box b${probes(words, bind)}
                where b.kind = ${DOCUMENT_KINDS.indexOf(kind)} and ${chosen(question, bind)}${enough} order by ${ORDERS[orderOfDates(query.order)]} limit ${deepest})`;
    });
    const rows = await this.dataSource.query<HitRow[]>(
      `select id, kind, score from (${perKind.join(' union all ')}) b order by ${ORDERS[orderOfDates(query.order)]} limit ${bind(query.limit, 'int')} offset ${bind(query.offset, 'int')}`,
      parameters,
    );
    return rows.map(toHit);
  }

  /** Hits by fit where there are too many to rank them all: the newest two thousand by fit, then the next two thousand. */
  private async rankedPortions(question: BoxQuestion): Promise<SearchHit[]> {
    const { offset, limit } = question.query;
    const hits: SearchHit[] = [];
    for (let at = offset; hits.length < limit; ) {
      const portion = Math.floor(at / RANKED_TOGETHER);
      const from = at - portion * RANKED_TOGETHER;
      const page = await this.portion(question, portion, from, Math.min(limit - hits.length, RANKED_TOGETHER - from));
      hits.push(...page);
      at = offset + hits.length;
      if (page.length === 0) break;
    }
    return hits;
  }

  private async portion(question: BoxQuestion, portion: number, offset: number, limit: number): Promise<SearchHit[]> {
    const needed = (portion + 1) * RANKED_TOGETHER;
    // How many documents of the rarest words that takes is not known before it is tried.
    for (let looked = 2 * needed; ; looked *= 4) {
      const { rows, found, read } = await this.tryPortion(question, looked, portion, offset, limit);
      if (found >= needed || read < looked) return rows.map(toHit);
    }
  }

  private async tryPortion(
    question: BoxQuestion,
    looked: number,
    portion: number,
    offset: number,
    limit: number,
  ): Promise<{ rows: readonly HitRow[]; found: number; read: number }> {
    const parameters: unknown[] = [];
    const bind = binder(parameters);
    const newest = driversOf(question)
      .flatMap(({ terms }) => question.query.kinds.flatMap((kind) => terms.map((term) => ({ kind: DOCUMENT_KINDS.indexOf(kind), term }))))
      .map(({ kind, term }) => `(select document from search_posting where kind = ${kind} and term = ${term} order by document desc limit ${looked})`);
    const { score, worth } = probedSums(question.words);
    const [row] = await this.dataSource.query<[{ rows: HitRow[] | null; found: string; read: string }]>(
      `with drivers as materialized (select distinct document from (${newest.join(' union all ')}) read order by document desc limit ${looked}),
            hits as materialized (
              select b.document, b.id, b.kind, b.published_at, 0${score} as score
                from drivers cross join lateral (select * from search_box b where b.document = drivers.document offset 0) b${probes(question.words, bind)}
               where ${chosen(question, bind)} and 0${worth} >= ${question.need}),
            together as (select * from hits order by document desc limit ${RANKED_TOGETHER} offset ${portion * RANKED_TOGETHER})
       select (select jsonb_agg(page) from (select id, kind, score from together order by ${ORDERS.fit} limit ${bind(limit, 'int')} offset ${bind(offset, 'int')}) page) as rows,
              (select count(*) from hits) as found, (select count(*) from drivers) as read`,
      parameters,
    );
    return { rows: row.rows ?? [], found: Number(row.found), read: Number(row.read) };
  }
}

/** No document can be worth enough: too many words that nobody has. */
function isHopeless({ words, need }: BoxQuestion): boolean {
  return words.length > 0 && words.reduce((sum, { count, worth }) => sum + (count > 0 ? worth : 0), 0) < need;
}

function allRows(question: BoxQuestion, bind: Bind): string {
  return `select ${columns(question, '0', bind)} from search_box b where ${narrowed(question, bind)}`;
}

/** @param isFar so many documents that it is quicker to read all rows than to look each up */
function foundRows(question: BoxQuestion, isFar: boolean, bind: Bind): string {
  const { read, probed } = shareOut(question);
  const { score, worth } = probedSums(probed);
  const possible = probed.reduce((sum, word) => sum + word.worth, 0);
  const row = isFar ? 'join search_box b on b.document = m.document' : 'cross join lateral (select * from search_box b where b.document = m.document offset 0) b';
  return `
    select ${columns(question, `m.score${score}`, bind)}
      from (${holders(read, question.kinds, question.need - possible, bind)}) m
      ${row}${probes(probed, bind)}
     where ${narrowed(question, bind)} and m.worth${worth} >= ${question.need}`;
}

/** What counting and ordering ask of a hit, and which choices it meets. */
function columns({ choices }: BoxQuestion, score: string, bind: Bind): string {
  const own = 'b.id, b.kind, b.published_at, b.deadline, b.regions, b.service_regions, b.categories, b.industries, b.certificates, b.budgets';
  return [own, `${score} as score`, ...choices.map(({ condition }, i) => `coalesce(${condition(bind)}, false) as c${i}`)].join(', ');
}

/** What narrows hits and counts alike. */
function narrowed({ filter, kinds }: BoxQuestion, bind: Bind): string {
  return `b.kind = any(${bind(kinds, 'smallint[]')}) and ${filter(bind)}`;
}

/** What narrows hits. */
function chosen({ filter, choices }: BoxQuestion, bind: Bind): string {
  return [filter(bind), ...choices.map(({ condition }) => condition(bind))].join(' and ');
}

const ORDERS: Readonly<Record<SearchOrder, string>> = {
  fit: 'score desc, published_at desc, id',
  newest: 'published_at desc, id',
  deadline: 'deadline, published_at desc, id',
};

const orderOfDates = (order: SearchOrder): 'newest' | 'deadline' => (order === 'deadline' ? 'deadline' : 'newest');

function toHit({ id, kind, score }: HitRow): SearchHit {
  return { id, kind: DOCUMENT_KINDS[kind]!, score: scoreOf(Number(score)) };
}
