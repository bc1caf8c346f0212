import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type JudgedSet, judge, summary } from '../evaluation/judged-set.js';
import { offeringsFor } from '../features/matching/candidate-queries.js';
import { FactsQueries } from '../features/matching/facts.queries.js';
import { textRatio } from '../features/matching/scoring/text-match.js';
import { keywordsOf } from '../features/matching/terms/keywords.js';
import { termWeights } from '../features/matching/terms/term-weights.js';
import { TermsService } from '../features/matching/terms.service.js';
import { Database } from '../platform/database/database.js';
import { SearchIndex } from '../platform/search/search-index.js';

export interface Relevance {
  readonly recallAt50: number;
  readonly ndcgAt10: number;
}

/**
 * How well what the trial's own server found agrees with people's judgements: recall@50 of the candidates among all offerings
 * that were posted, nDCG@10 of the text part inside the judged pairs. Enterprises and regions of the trial are invented, so
 * the other parts of the score have no say in it.
 */
export async function relevanceOf(app: NestFastifyApplication, set: JudgedSet): Promise<Relevance> {
  const [facts, terms, index] = [app.get(FactsQueries), app.get(TermsService), app.get(SearchIndex)];
  const posted = await app.get(Database).query<{ id: string; externalId: string }>('select id, external_id as "externalId" from listing');
  const idOf = new Map(posted.map(({ id, externalId }) => [externalId, id]));
  const textOf = new Map(posted.map(({ id, externalId }) => [id, externalId]));
  const ranked = new Map<string, string[]>();
  const scores = new Map<string, number>();
  for (const { id: textId } of set.demands) {
    const [demand] = await facts.demands([idOf.get(textId) ?? '']);
    if (!demand) continue;
    const statistics = await terms.statisticsFor([demand.terms]);
    const hits = await index.candidates(offeringsFor(demand, statistics));
    // Ties break by the set's own id, as its figures are defined.
    const found = hits.map(({ id, score }) => ({ text: textOf.get(id) ?? '', score })).sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1));
    ranked.set(textId, found.map(({ text }) => text));
    const keywords = keywordsOf(demand.terms, statistics);
    const judged = [...(set.judgements.get(textId)?.keys() ?? [])].flatMap((text) => idOf.get(text) ?? []);
    for (const { offering } of await facts.supplies(judged)) {
      scores.set(`${textId} ${textOf.get(offering.id)}`, textRatio(keywords, termWeights(offering.terms)));
    }
  }
  const { recallAt50, ndcgAt10 } = summary(judge(set, { ranked, score: (demand, offering) => scores.get(`${demand} ${offering}`) ?? 0 }));
  return { recallAt50, ndcgAt10 };
}
