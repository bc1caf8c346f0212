import type { Explanation, FactoryPart, ProviderPart, Reason } from '../explanation.js';
import { FACTORY_PARTS, PROVIDER_PARTS } from '../explanation.js';
import type { DemandFacts, Supply } from '../facts.js';
import { DemandMeaning, isRead, type ListingVectors, type MeaningSpace } from '../meaning/meaning-space.js';
import { keywordsOf } from '../terms/keywords.js';
import { PIPELINE_VERSION } from '../terms/term-profile.js';
import type { TermStatistics } from '../terms/term-statistics.js';
import { isOfTrade } from '../terms/term-statistics.js';
import { LookedUpWeights } from '../terms/term-weights.js';
import { FACTORY_FINDERS } from './factory-parts.js';
import type { PartFinding } from './part.js';
import { because } from './part.js';
import { shareOut } from './points.js';
import { PROVIDER_FINDERS, statesPreferences } from './provider-parts.js';
import { type TextMatch, TextMatcher } from './text-match.js';
import type { PairMeaning } from './text-part.js';
import type { ScoringWeights } from './weights.js';

/** What a score depends on beside the pair itself. */
export interface ScoringContext {
  readonly now: Date;
  /** The day in the platform's zone, `YYYY-MM-DD`. */
  readonly today: string;
  readonly statistics: TermStatistics;
  readonly weights: ScoringWeights;
  /** What is known of the meaning of texts; nothing where no embedder is set up. */
  readonly meaning?: KnownMeaning | null;
}

export interface KnownMeaning {
  /** Null while the model has not been looked at, or cannot be. */
  readonly space: MeaningSpace | null;
  /** Of this model, by listing. */
  readonly vectors: ReadonlyMap<string, ListingVectors>;
}

/** A part from here on is something to say for the provider. */
const STRONG = 0.7;

type Finding<Part extends string> = PartFinding & { readonly part: Part };

interface Fit<Part extends string> {
  points: number;
  coverage: number;
  parts: { part: Part; value: number; points: number; of: number; reason: Reason; shares?: { share: 'wording' | 'meaning'; points: number; reason: Reason }[] }[];
  leftOut: Part[];
}

const TENTHS = 10;
const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** The weighted mean over the parts that have data, as points out of 100 whose tenths add up exactly. */
function fitOf<Part extends string>(parts: readonly Part[], weights: Readonly<Record<Part, number>>, findings: readonly Finding<Part>[]): Fit<Part> {
  const used = findings.filter(({ part }) => weights[part] > 0);
  const all = parts.reduce((sum, part) => sum + weights[part], 0);
  const weight = used.reduce((sum, { part }) => sum + weights[part], 0);
  const leftOut = parts.filter((part) => !used.some((finding) => finding.part === part));
  if (weight === 0) return { points: 0, coverage: 0, parts: [], leftOut };
  const units = 100 * TENTHS;
  const of = shareOut(used.map(({ part }) => (units * weights[part]) / weight), units);
  const exact = used.map(({ part, value }) => (units * weights[part] * value) / weight);
  const total = Math.round(exact.reduce((sum, amount) => sum + amount, 0));
  const points = shareOut(exact, total, of);
  return {
    points: total / TENTHS,
    coverage: rounded(weight / all, 3),
    parts: used.map(({ part, value, reason, shares }, i) => ({
      part,
      value: rounded(value, 3),
      points: points[i]! / TENTHS,
      of: of[i]! / TENTHS,
      reason,
      ...(shares === undefined ? {} : { shares: sharesOf(shares, points[i]!) }),
    })),
    leftOut,
  };
}

/** The tenths of a part's points, dealt to what it is made of. */
function sharesOf(shares: NonNullable<PartFinding['shares']>, tenths: number): { share: 'wording' | 'meaning'; points: number; reason: Reason }[] {
  const value = shares.reduce((sum, share) => sum + share.value, 0);
  const points = shareOut(shares.map((share, i) => (value === 0 ? tenths * Number(i === 0) : (tenths * share.value) / value)), tenths);
  return shares.map(({ share, reason }, i) => ({ share, points: points[i]! / TENTHS, reason }));
}

/** Two fits as one: the harmonic mean, which a low side pulls down. */
export function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

/** A pair's findings, the same under every table of weights. */
interface LookedAt {
  readonly text: TextMatch;
  readonly meaning: PairMeaning;
  readonly findings: readonly Finding<FactoryPart>[];
  /** Null where the provider states none. */
  readonly preferences: readonly Finding<ProviderPart>[] | null;
}

/**
 * Scores one demand against many offerings, always from the demand to the offering, so that a pair has one number whichever
 * side triggered it. Constraints are not looked at here. Pure: the same inputs give the same explanation.
 */
export class PairScorer {
  private readonly words: TextMatcher;
  private readonly vectors: ListingVectors | undefined;
  private readonly meaning: DemandMeaning | null;

  constructor(
    private readonly demand: DemandFacts,
    private readonly context: ScoringContext,
  ) {
    const { statistics } = context;
    this.words = new TextMatcher(keywordsOf(demand.terms, statistics), (term) => isOfTrade(statistics, term));
    this.vectors = context.meaning?.vectors.get(demand.id);
    this.meaning = context.meaning?.space && this.vectors && isRead(this.vectors) ? new DemandMeaning(context.meaning.space, this.vectors) : null;
  }

  score(supply: Supply): Explanation {
    return this.weigh(this.look(supply), this.context.weights);
  }

  /** What there is to say of a pair before anything is weighed: for whoever compares two tables, the half of the work that both share. */
  look({ offering, provider }: Supply): LookedAt {
    const { demand } = this;
    const { now, today } = this.context;
    const text = this.words.match(new LookedUpWeights(offering.terms));
    const meaning = this.meaningOf(offering.id);
    const input = { demand, offering, provider, text, meaning, now, today };
    return {
      text,
      meaning,
      findings: found(FACTORY_PARTS, (part: FactoryPart) => FACTORY_FINDERS[part](input)),
      preferences: statesPreferences(provider) ? found(PROVIDER_PARTS, (part: ProviderPart) => PROVIDER_FINDERS[part]({ demand, provider })) : null,
    };
  }

  weigh({ text, meaning, findings, preferences }: LookedAt, weights: ScoringWeights): Explanation {
    const { statistics } = this.context;
    const factory = fitOf(FACTORY_PARTS, weights.factory, findings);
    const providerFit = preferences === null ? null : fitOf(PROVIDER_PARTS, weights.provider, preferences);
    // Preferences that this demand says nothing about are no table either.
    const reciprocal = providerFit !== null && providerFit.parts.length > 0 ? providerFit : null;
    const total = reciprocal === null ? factory.points : rounded(harmonicMean(factory.points, reciprocal.points), 1);
    return {
      version: 2,
      basis: {
        pipeline: PIPELINE_VERSION,
        statistics: statistics.version,
        weights: weights.name,
        embedder: meaning.state === 'compared' ? this.context.meaning!.space!.model : null,
      },
      total,
      factory,
      provider: reciprocal,
      adjustment: rounded(total - factory.points, 1),
      text: { ratio: rounded(text.ratio, 4), matched: [...text.matched], missing: [...text.missing], meaning },
      strengths: strengthsOf(findings),
      gaps: gapsOf(findings, factory.leftOut),
    };
  }

  /** How near the two texts are in meaning, as the explanation keeps it; rounded first, so that it can be computed again from that. */
  private meaningOf(offeringId: string): PairMeaning {
    if (!this.context.meaning) return { state: 'off' };
    const vectors = this.context.meaning.vectors.get(offeringId);
    if (this.vectors === undefined || vectors === undefined) return { state: 'missing' };
    if (this.meaning === null || !isRead(vectors)) return { state: 'unread' };
    const { value, passage } = this.meaning.compare(vectors);
    return { state: 'compared', nearness: rounded(value, 4), passage };
  }
}

function found<Part extends string>(parts: readonly Part[], find: (part: Part) => PartFinding | null): Finding<Part>[] {
  return parts.flatMap((part) => {
    const finding = find(part);
    return finding === null ? [] : [{ part, ...finding }];
  });
}

/** Common words are always worth naming, and a meaning that is close; that a listing is fresh is not. */
function strengthsOf(findings: readonly Finding<FactoryPart>[]): Reason[] {
  return findings.flatMap(({ part, value, gap, reason, shares = [] }) => {
    const isNamed = part !== 'freshness' && gap?.code !== reason.code && (value >= STRONG || (part === 'text' && reason.code === 'text-common'));
    const close = shares.map((share) => share.reason).filter(({ code }) => code.startsWith('meaning-close') && !(isNamed && code === reason.code));
    return [...(isNamed ? [reason] : []), ...close];
  });
}

function gapsOf(findings: readonly Finding<FactoryPart>[], leftOut: readonly FactoryPart[]): Reason[] {
  const gaps = findings.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
  return leftOut.includes('record') ? [...gaps, because('record-none')] : gaps;
}
