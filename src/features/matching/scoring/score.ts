import type { ExplanationV1, FactoryPart, ProviderPart, Reason } from '../explanation.js';
import { FACTORY_PARTS, PROVIDER_PARTS } from '../explanation.js';
import type { DemandFacts, Supply } from '../facts.js';
import type { Keyword } from '../terms/keywords.js';
import { keywordsOf } from '../terms/keywords.js';
import { PIPELINE_VERSION } from '../terms/term-profile.js';
import type { TermStatistics } from '../terms/term-statistics.js';
import { isOfTrade } from '../terms/term-statistics.js';
import { termWeights } from '../terms/term-weights.js';
import { FACTORY_FINDERS } from './factory-parts.js';
import type { PartFinding } from './part.js';
import { because } from './part.js';
import { shareOut } from './points.js';
import { PROVIDER_FINDERS, statesPreferences } from './provider-parts.js';
import { matchText } from './text-match.js';
import type { ScoringWeights } from './weights.js';

/** What a score depends on beside the pair itself. */
export interface ScoringContext {
  readonly now: Date;
  /** The day in the platform's zone, `YYYY-MM-DD`. */
  readonly today: string;
  readonly statistics: TermStatistics;
  readonly weights: ScoringWeights;
}

/** A part from here on is something to say for the provider. */
const STRONG = 0.7;

type Finding<Part extends string> = PartFinding & { readonly part: Part };

interface Fit<Part extends string> {
  points: number;
  coverage: number;
  parts: { part: Part; value: number; points: number; of: number; reason: Reason }[];
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
    parts: used.map(({ part, value, reason }, i) => ({ part, value: rounded(value, 3), points: points[i]! / TENTHS, of: of[i]! / TENTHS, reason })),
    leftOut,
  };
}

/** Two fits as one: the harmonic mean, which a low side pulls down. */
function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

/**
 * Scores one demand against many offerings, always from the demand to the offering, so that a pair has one number whichever
 * side triggered it. Constraints are not looked at here. Pure: the same inputs give the same explanation.
 */
export class PairScorer {
  private readonly keywords: readonly Keyword[];

  constructor(
    private readonly demand: DemandFacts,
    private readonly context: ScoringContext,
  ) {
    this.keywords = keywordsOf(demand.terms, context.statistics);
  }

  score({ offering, provider }: Supply): ExplanationV1 {
    const { demand } = this;
    const { weights, statistics, now, today } = this.context;
    const text = matchText(this.keywords, termWeights(offering.terms), (term) => isOfTrade(statistics, term));
    const input = { demand, offering, provider, text, now, today };
    const findings = found(FACTORY_PARTS, (part: FactoryPart) => FACTORY_FINDERS[part](input));
    const factory = fitOf(FACTORY_PARTS, weights.factory, findings);
    const providerFit = statesPreferences(provider)
      ? fitOf(PROVIDER_PARTS, weights.provider, found(PROVIDER_PARTS, (part: ProviderPart) => PROVIDER_FINDERS[part]({ demand, provider })))
      : null;
    // Preferences that this demand says nothing about are no table either.
    const reciprocal = providerFit !== null && providerFit.parts.length > 0 ? providerFit : null;
    const total = reciprocal === null ? factory.points : rounded(harmonicMean(factory.points, reciprocal.points), 1);
    return {
      version: 1,
      basis: { pipeline: PIPELINE_VERSION, statistics: statistics.version, weights: weights.name },
      total,
      factory,
      provider: reciprocal,
      adjustment: rounded(total - factory.points, 1),
      text: { ratio: rounded(text.ratio, 4), matched: [...text.matched], missing: [...text.missing] },
      strengths: strengthsOf(findings),
      gaps: gapsOf(findings, factory.leftOut),
    };
  }
}

function found<Part extends string>(parts: readonly Part[], find: (part: Part) => PartFinding | null): Finding<Part>[] {
  return parts.flatMap((part) => {
    const finding = find(part);
    return finding === null ? [] : [{ part, ...finding }];
  });
}

/** Common words are always worth naming; that a listing is fresh is not. */
function strengthsOf(findings: readonly Finding<FactoryPart>[]): Reason[] {
  return findings
    .filter(({ part, value, gap, reason }) => part !== 'freshness' && gap?.code !== reason.code && (value >= STRONG || (part === 'text' && reason.code === 'text-common')))
    .map(({ reason }) => reason);
}

function gapsOf(findings: readonly Finding<FactoryPart>[], leftOut: readonly FactoryPart[]): Reason[] {
  const gaps = findings.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
  return leftOut.includes('record') ? [...gaps, because('record-none')] : gaps;
}
