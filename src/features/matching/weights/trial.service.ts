import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import type { Supply } from '../facts.js';
import { FactsQueries } from '../facts.queries.js';
import { InvitationSharesQueries } from '../fairness/invitation-shares.queries.js';
import { RankingService } from '../ranking.service.js';
import { isWorthSuggesting } from '../relevance.js';
import { failedConstraints } from '../scoring/constraints.js';
import { PairScorer } from '../scoring/score.js';
import type { ScoringWeights, WeightTables } from '../scoring/weights.js';
import { chooseForSeats, fitsForSeat, isNewcomer } from '../seat-choice.js';
import { GradedSet } from './graded-set.js';
import { type DemandUnderTrial, TrialQueries } from './trial.queries.js';
import { type Move, movesOf, type NamedInvitations, otherInvitations, type OtherInvitations, type ScoredDemand, topMoves, type WeightsTrial } from './weights-trial.js';

/** A trial is waited for: so many of the newest demands are looked at, and no further ones are begun after so long. */
const MOST_DEMANDS = 300;
const TIME_MS = 8_000;
const AT_ONCE = 10;
/** Of each kind. */
const NAMED = 10;

/** What the looked-at demands add up to. */
interface Found {
  demands: number;
  pairs: number;
  dropped: number;
  regained: number;
  readonly moves: Move[];
  readonly others: OtherInvitations[];
}

/** Scores what is stored once more in memory, under the table in force and under a proposed one. Changes nothing. */
@Injectable()
export class TrialService {
  constructor(
    private readonly queries: TrialQueries,
    private readonly facts: FactsQueries,
    private readonly ranking: RankingService,
    private readonly shares: InvitationSharesQueries,
    private readonly graded: GradedSet,
  ) {}

  /** What would change. Both scores are of now, so that the difference is the table's alone. */
  async run(present: ScoringWeights, proposed: WeightTables): Promise<WeightsTrial> {
    const other: ScoringWeights = { ...proposed, name: 'proposed' };
    const today = this.facts.today();
    const [ofDemands, ids] = await Promise.all([this.queries.countDemands(today), this.queries.newestDemands(today, MOST_DEMANDS)]);
    const found: Found = { demands: 0, pairs: 0, dropped: 0, regained: 0, moves: [], others: [] };
    const supplies = new Map<string, Supply>();
    // How long somebody waits, not business time.
    const end = performance.now() + TIME_MS;
    for (let at = 0; at < ids.length && performance.now() < end; at += AT_ONCE) await this.look(ids.slice(at, at + AT_ONCE), supplies, present, other, found);
    const { moves, others, ...counts } = found;
    const rises = topMoves(moves, 'up', NAMED);
    const falls = topMoves(moves, 'down', NAMED);
    const invitations = others.slice(0, NAMED);
    const names = await this.queries.names([...[...rises, ...falls].flatMap(({ demandId, offeringId }) => [demandId, offeringId]), ...invitations.flatMap(({ demandId, no, instead }) => [demandId, ...no, ...instead])]);
    const name = (id: string): { code: string; title: string } => names.get(id) ?? { code: '', title: '' };
    const named = ({ demandId, offeringId, ...move }: Move): WeightsTrial['topRises'][number] => ({ ...move, demand: name(demandId), offering: name(offeringId) });
    return {
      ...counts,
      ofDemands: Math.max(ofDemands, counts.demands),
      changed: moves.length,
      rises: moves.filter(({ before, after }) => after > before).length,
      falls: moves.filter(({ before, after }) => after < before).length,
      topRises: rises.map(named),
      topFalls: falls.map(named),
      otherInvitations: others.length,
      invitations: invitations.map(({ demandId, no, instead }): NamedInvitations => ({ demand: name(demandId), no: no.map(name), instead: instead.map(name) })),
      evaluation: await this.graded.compare(present, other),
    };
  }

  private async look(demandIds: readonly string[], supplies: Map<string, Supply>, present: ScoringWeights, proposed: ScoringWeights, found: Found): Promise<void> {
    const stored = await this.queries.load(demandIds);
    const demands = new Map((await this.facts.demands(stored.map(({ demandId }) => demandId))).map((demand) => [demand.id, demand]));
    const offeringIds = [...new Set(stored.flatMap(({ suggestions }) => suggestions.map(({ offeringId }) => offeringId)))];
    // The same offerings are suggested for many demands.
    for (const supply of await this.facts.supplies(offeringIds.filter((id) => !supplies.has(id)))) supplies.set(supply.offering.id, supply);
    const over = await this.shares.overShare([...new Set(offeringIds.flatMap((id) => supplies.get(id)?.provider.enterpriseId ?? []))]);
    const context = await this.ranking.context([...demands.values()].map(({ terms }) => terms), [...demands.keys(), ...offeringIds]);
    for (const one of stored) {
      const demand = demands.get(one.demandId);
      if (demand === undefined) continue;
      const fitting = one.suggestions.flatMap(({ offeringId }) => supplies.get(offeringId) ?? []).filter((supply) => failedConstraints(demand, supply, context.today).length === 0);
      const scorer = new PairScorer(demand, context);
      const looked = fitting.map((supply) => ({ offeringId: supply.offering.id, pair: scorer.look(supply) }));
      const scored = (weights: ScoringWeights): ScoredDemand => {
        const ranked = looked.map(({ offeringId, pair }) => ({ demandId: demand.id, offeringId, explanation: scorer.weigh(pair, weights) }));
        ranked.sort((a, b) => b.explanation.total - a.explanation.total || (a.offeringId < b.offeringId ? -1 : 1));
        return { ranked, next: nextOf(one, ranked, supplies, over) };
      };
      const [before, after] = [scored(present), scored(proposed)];
      const kept = new Set(before.ranked.filter(({ explanation }) => isWorthSuggesting(explanation)).map(({ offeringId }) => offeringId));
      for (const { offeringId, explanation } of after.ranked) {
        if (isWorthSuggesting(explanation) === kept.has(offeringId)) continue;
        if (kept.has(offeringId)) found.dropped += 1;
        else found.regained += 1;
      }
      found.demands += 1;
      found.pairs += fitting.length;
      found.moves.push(...movesOf(before, after));
      const differs = otherInvitations(demand.id, before, after);
      if (differs !== null) found.others.push(differs);
      // Requests of others are answered in between.
      await setImmediate();
    }
  }
}

/** Who would be asked next: into the free seats, or into the first one that becomes free. */
function nextOf(demand: DemandUnderTrial, ranked: ScoredDemand['ranked'], supplies: ReadonlyMap<string, Supply>, over: ReadonlySet<string>): string[] {
  const stored = new Map(demand.suggestions.map((suggestion) => [suggestion.offeringId, suggestion]));
  const candidates = ranked.flatMap(({ offeringId, explanation }) => {
    const { matchId, isVolunteer, isInvolved } = stored.get(offeringId)!;
    const { provider } = supplies.get(offeringId)!;
    const maySit = isVolunteer || (isWorthSuggesting(explanation) && fitsForSeat(explanation, provider) && provider.openInvitations < provider.capacity);
    return isInvolved || !maySit ? [] : [{ matchId, offeringId, enterpriseId: provider.enterpriseId, score: explanation.total, isVolunteer, isNewcomer: isNewcomer(provider), hasHadShare: over.has(provider.enterpriseId) }];
  });
  const chosen = chooseForSeats(candidates, Math.max(1, demand.seats - demand.taken), demand);
  return chosen.map(({ matchId }) => candidates.find((candidate) => candidate.matchId === matchId)!.offeringId);
}
