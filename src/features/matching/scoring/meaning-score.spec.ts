import { readExplanation } from '../explanation.js';
import type { DemandFacts, Supply } from '../facts.js';
import { type ListingVectors, meaningSpace, UNREAD } from '../meaning/meaning-space.js';
import { quantise } from '../meaning/quantised.js';
import { TermPipeline } from '../terms/term-pipeline.js';
import { priorShare } from '../terms/term-prior.js';
import { rankDemand, rankOffering } from './rank.js';
import { type KnownMeaning, PairScorer, type ScoringContext } from './score.js';
import { textValue } from './text-part.js';
import { STARTING_WEIGHTS } from './weights.js';

const NOW = new Date('2026-05-20T02:00:00Z');
const pipeline = new TermPipeline([]);
const NOTHING_STATED = { isPublished: true, category: [], industry: [], region: [], certificates: [], publishedAt: NOW };

function demand(id: string, title: string): DemandFacts {
  const terms = pipeline.profile({ title, body: '', tags: [] });
  return { ...NOTHING_STATED, id, enterpriseId: id, terms, coveringRegions: [], budget: { min: null, max: null }, deadline: null, blockedEnterpriseIds: new Set() };
}

function supply(id: string, title: string): Supply {
  const terms = pipeline.profile({ title, body: '', tags: [] });
  return {
    offering: { ...NOTHING_STATED, id, enterpriseId: id, terms, serviceRegions: [], price: { min: null, max: null }, leadDays: null, updatedAt: NOW },
    provider: {
      enterpriseId: id, isVerified: true, size: 'medium', registeredAt: NOW, openInvitations: 0, capacity: 10, invited: 0, answered: 0, medianAnswerHours: null,
      answers: [], evidence: { checked: 0, selfDeclared: 0 }, preferredIndustries: [], preferredRegions: [], orderSize: { min: null, max: null },
    },
  };
}

const north = Float32Array.of(1, 0, 0);
const east = Float32Array.of(0, 1, 0);
const space = meaningSpace('test-model', [Float32Array.of(1, 0, 0), Float32Array.of(-1, 0, 0), Float32Array.of(0, 1, 0), Float32Array.of(0, -1, 0)]);
const vectors = (whole: Float32Array, passage?: string): ListingVectors => ({
  whole: quantise(whole),
  passages: passage === undefined ? [] : [quantise(whole)],
  passageTexts: passage === undefined ? [] : [passage],
});
const context = (meaning: KnownMeaning | null): ScoringContext => ({
  now: NOW,
  today: '2026-05-20',
  statistics: { version: 'prior-1', documents: 0, frequency: () => 0, priorShare },
  weights: STARTING_WEIGHTS,
  meaning,
});
const known = (entries: Readonly<Record<string, ListingVectors>>, spread = 0.2): KnownMeaning => ({ space: { ...space, spread }, vectors: new Map(Object.entries(entries)) });

const NEED = demand('need', '陶瓷换热器翅片激光清洗');
const SAME_WORDS = supply('same-words', '翅片激光清洗');
const OTHER_WORDS = supply('other-words', '利用光束去除散热片积碳');

const textPart = ({ factory }: ReturnType<PairScorer['score']>) => factory.parts.find(({ part }) => part === 'text')!;
const tenths = (points: number): number => Math.round(points * 10);

describe('with a model', () => {
  const meaning = known({ need: vectors(north, '翅片表面积碳'), 'same-words': vectors(north), 'other-words': vectors(north), elsewhere: vectors(east) });

  it('says how much of the text part is wording and how much meaning, to the tenth', () => {
    const explanation = new PairScorer(NEED, context(meaning)).score(SAME_WORDS);
    const { points, shares, value } = textPart(explanation);
    expect(shares!.map(({ share, reason }) => [share, reason.code])).toEqual([
      ['wording', 'text-common'],
      ['meaning', 'meaning-close-to'],
    ]);
    expect(tenths(shares![0]!.points) + tenths(shares![1]!.points)).toBe(tenths(points));
    expect(value).toBeCloseTo(((textValue(explanation.text.ratio) + 1) / 2) ** 1.5, 2);
    expect(explanation.text.meaning).toEqual({ state: 'compared', nearness: 1, passage: '翅片表面积碳' });
    expect(explanation.basis.embedder).toBe('test-model');
    expect(explanation.strengths.map(({ code }) => code)).toEqual(['text-common', 'meaning-close-to']);
    expect(readExplanation(JSON.parse(JSON.stringify(explanation)))).toEqual(explanation);
  });

  it('finds what is said in other words, and rests on that', () => {
    const explanation = new PairScorer(NEED, context(meaning)).score(OTHER_WORDS);
    expect(textPart(explanation).value).toBeGreaterThan(0.35);
    expect(textPart(explanation).reason.code).toBe('meaning-close-to');
    expect(explanation.strengths.map(({ code }) => code)).toEqual(['meaning-close-to']);
    expect(textPart(new PairScorer(NEED, context(null)).score(OTHER_WORDS)).value).toBeLessThan(0.2);
  });

  it('takes nobody out and puts nobody in: the candidates are the words’', () => {
    const { matches } = rankDemand(NEED, [SAME_WORDS, OTHER_WORDS, supply('elsewhere', '翅片激光清洗')], context(meaning));
    expect(matches.map(({ offeringId }) => offeringId)).toEqual(['same-words', 'other-words', 'elsewhere']);
  });

  it('gives a pair one number whichever side triggers', () => {
    const fromDemand = rankDemand(NEED, [SAME_WORDS, OTHER_WORDS], context(meaning)).matches.find(({ offeringId }) => offeringId === 'other-words')!;
    const fromOffering = rankOffering(OTHER_WORDS, [demand('elsewhere', '注塑模具'), NEED], context(meaning)).matches.find(({ demandId }) => demandId === 'need')!;
    expect(fromOffering.explanation).toEqual(fromDemand.explanation);
  });
});

describe('without a vector', () => {
  it.each([
    ['of the offering', known({ need: vectors(north) })],
    ['of the demand', known({ 'same-words': vectors(north) })],
    ['because the model was never there', { space: null, vectors: new Map() }],
  ])('%s, the words decide alone, and it says so', (_, meaning) => {
    const explanation = new PairScorer(NEED, context(meaning)).score(SAME_WORDS);
    const { points, shares, value } = textPart(explanation);
    expect(explanation.text.meaning).toEqual({ state: 'missing' });
    expect(value).toBeCloseTo(textValue(explanation.text.ratio), 2);
    expect(shares!.map(({ share, points: of, reason }) => [share, of, reason.code])).toEqual([
      ['wording', points, 'text-common'],
      ['meaning', 0, 'meaning-missing'],
    ]);
    expect(explanation.basis.embedder).toBeNull();
  });

  it('of a text in another language, it says that, and that nothing is lacking', () => {
    const explanation = new PairScorer(NEED, context(known({ need: vectors(north), 'same-words': UNREAD }))).score(SAME_WORDS);
    expect(explanation.text.meaning).toEqual({ state: 'unread' });
    expect(textPart(explanation).shares![1]).toMatchObject({ points: 0, reason: { code: 'meaning-unread' } });
    expect(new PairScorer(NEED, context(known({ need: UNREAD, 'same-words': vectors(north) }))).score(SAME_WORDS).total).toBe(explanation.total);
  });

  it('says nothing of meaning where no embedder is set up', () => {
    const explanation = new PairScorer(NEED, context(null)).score(SAME_WORDS);
    expect(explanation.text.meaning).toEqual({ state: 'off' });
    expect(textPart(explanation).shares).toBeUndefined();
    expect(explanation.total).toBe(new PairScorer(NEED, context(known({}))).score(SAME_WORDS).total);
  });
});

it('reads an explanation of before there was a model as what it was', () => {
  const { text, basis, ...rest } = new PairScorer(NEED, context(null)).score(SAME_WORDS);
  const { meaning: _meaning, ...oldText } = text;
  const { embedder: _embedder, ...oldBasis } = basis;
  const stored = { ...rest, version: 1, text: oldText, basis: oldBasis };
  expect(readExplanation(JSON.parse(JSON.stringify(stored)))).toEqual({ ...rest, version: 2, text, basis });
  expect(() => readExplanation({ ...stored, version: 3 })).toThrow();
});
