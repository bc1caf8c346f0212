import type { DataSource } from 'typeorm';
import type { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import type { Answers, JudgedSet, JudgedText } from './judged-set.js';

/** As deep as a baseline's order is kept. */
export const DEPTH = 1_000;

/** Plain ways of matching, to measure ours against (matching.md, "How it is judged"). */

/** By a hash of the pair's ids: the same each time, and as good as chance. */
export function randomOrder({ demands, offerings }: JudgedSet): Answers {
  const score = (demandId: string, offeringId: string): number => {
    let hash = 2_166_136_261;
    for (const character of demandId + offeringId) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
    // FNV's low bits are good, its high ones follow the last characters.
    hash ^= hash >>> 15;
    return (Math.imul(hash, 0x2c1b3c6d) >>> 8) / 2 ** 24;
  };
  return { score, ranked: ranking(demands, (id) => offerings.map((offering) => [offering.id, score(id, offering.id)])) };
}

/** Postgres' own ranking over the words that our pipeline cuts, any of which may be there. */
export async function tsRankCd(set: JudgedSet, dataSource: DataSource, pipeline: TermPipeline): Promise<Answers> {
  const words = ({ title, body }: JudgedText): string[] => [...pipeline.profile({ title, body, tags: [] }).words.counts.keys()].filter((word) => /^[\p{L}\p{N}]+$/u.test(word));
  const quoted = (list: readonly string[]): string => list.map((word) => `'${word}'`).join(' ');
  await dataSource.query('create temporary table baseline (id text primary key, words tsvector)');
  for (let i = 0; i < set.offerings.length; i += 1_000) {
    const rows = set.offerings.slice(i, i + 1_000).map((text) => ({ id: text.id, words: quoted(words(text)) }));
    await dataSource.query(`insert into baseline select id, to_tsvector('simple', words) from jsonb_to_recordset($1::jsonb) as row (id text, words text)`, [JSON.stringify(rows)]);
  }
  const scores = new Map<string, Map<string, number>>();
  for (const demand of set.demands) {
    const asked = words(demand).map((word) => `'${word}'`).join(' | ');
    const rows = await dataSource.query<{ id: string; score: number }[]>(
      `select id, ts_rank_cd(words, query) as score from baseline, to_tsquery('simple', $1) as query where words @@ query`,
      [asked],
    );
    scores.set(demand.id, new Map(rows.map(({ id, score }) => [id, score])));
  }
  return answersOf(set, scores);
}

/** @param scores of those that were found, by demand */
export function answersOf({ demands }: Pick<JudgedSet, 'demands'>, scores: ReadonlyMap<string, ReadonlyMap<string, number>>): Answers {
  return { ranked: ranking(demands, (id) => [...scores.get(id)!]), score: (demandId, offeringId) => scores.get(demandId)?.get(offeringId) ?? 0 };
}

function ranking(demands: readonly JudgedText[], scored: (demandId: string) => (readonly [id: string, score: number])[]): Map<string, readonly string[]> {
  return new Map(demands.map(({ id }) => [id, scored(id).sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, DEPTH).map(([offeringId]) => offeringId)]));
}
