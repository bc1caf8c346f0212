import type { Explanation } from '../explanation.js';
import { readExplanation } from '../explanation.js';
import type { DemandFacts, OfferingFacts, ProviderRecord, Supply } from '../facts.js';
import { sayReason } from '../reason-words.js';
import { TermPipeline } from '../terms/term-pipeline.js';
import { priorShare } from '../terms/term-prior.js';
import { failedConstraints } from './constraints.js';
import { rankDemand, rankOffering } from './rank.js';
import { PairScorer, type ScoringContext } from './score.js';
import { INVITE_THRESHOLD } from '../match.rules.js';
import { STARTING_WEIGHTS } from './weights.js';

const NOW = new Date('2026-05-20T02:00:00Z');
const pipeline = new TermPipeline(['数据采集', '刀具寿命']);
const profile = (title: string, body = '') => pipeline.profile({ title, body, tags: [] });
const names = (_kind: string, code: string) => `<${code}>`;

const context: ScoringContext = {
  now: NOW,
  today: '2026-05-20',
  statistics: { version: 'prior-1', documents: 0, frequency: () => 0, priorShare },
  weights: STARTING_WEIGHTS,
};

const demand: DemandFacts = {
  id: 'd1',
  enterpriseId: 'factory',
  isPublished: true,
  terms: profile('减速机壳体线12台数控机床联网采集与刀具寿命预警', '采集主轴负载与FANUC系统数据，提前提醒换刀，数据保存两年。'),
  category: ['DAT', 'DAT-ACQ'],
  industry: ['C', '34', '345'],
  region: ['13', '1309', '130981'],
  coveringRegions: ['130981', '1309', '13'],
  budget: { min: 300_000, max: 500_000 },
  deadline: '2026-07-01',
  certificates: ['ISO9001'],
  publishedAt: NOW,
  blockedEnterpriseIds: new Set(),
};

const goodOffering: OfferingFacts = {
  id: 'o1',
  enterpriseId: 'provider',
  isPublished: true,
  terms: profile('数控机床联网与刀具寿命监测', '采集FANUC系统与主轴负载，刀具寿命预警。'),
  category: ['DAT', 'DAT-ACQ'],
  industry: [],
  region: ['11', '1101', '110108'],
  serviceRegions: ['13'],
  price: { min: 350_000, max: 600_000 },
  leadDays: 55,
  certificates: [{ code: 'ISO9001', basis: 'officer', validUntil: '2027-11-30' }],
  publishedAt: new Date('2026-03-01T02:00:00Z'),
  updatedAt: new Date('2026-04-29T02:00:00Z'),
};

const plainProvider: ProviderRecord = {
  enterpriseId: 'provider',
  isVerified: true,
  size: 'medium',
  registeredAt: new Date('2025-01-01T00:00:00Z'),
  openInvitations: 0,
  capacity: 10,
  invited: 0,
  answered: 0,
  medianAnswerHours: null,
  answers: [],
  evidence: { checked: 0, selfDeclared: 0 },
  preferredIndustries: [],
  preferredRegions: [],
  orderSize: { min: null, max: null },
};

function supply(offering: Partial<OfferingFacts> = {}, provider: Partial<ProviderRecord> = {}): Supply {
  const enterpriseId = offering.enterpriseId ?? provider.enterpriseId ?? 'provider';
  return { offering: { ...goodOffering, ...offering, enterpriseId }, provider: { ...plainProvider, ...provider, enterpriseId } };
}

const explain = (pair: Supply, of: Partial<DemandFacts> = {}): Explanation => new PairScorer({ ...demand, ...of }, context).score(pair);
const part = (explanation: Explanation, name: string) => explanation.factory.parts.find((one) => one.part === name);
const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code);

/** Whatever the scenario: the shown points add up to the shown total, to the tenth. */
function expectToAddUp(explanation: Explanation): void {
  const sum = (points: readonly number[]) => Math.round(points.reduce((all, one) => all + one, 0) * 10) / 10;
  expect(sum(explanation.factory.parts.map(({ points }) => points))).toBe(explanation.factory.points);
  expect(sum(explanation.factory.parts.map(({ of }) => of))).toBe(100);
  expect(sum([explanation.factory.points, explanation.adjustment])).toBe(explanation.total);
  if (explanation.provider) expect(sum(explanation.provider.parts.map(({ points }) => points))).toBe(explanation.provider.points);
  expect(readExplanation(JSON.parse(JSON.stringify(explanation)))).toEqual(explanation);
}

describe('a monitoring provider for a gearbox line', () => {
  it('scores high, says why, and names what is wanting', () => {
    const explanation = explain(supply({}, { invited: 12, answered: 11, medianAnswerHours: 5, evidence: { checked: 2, selfDeclared: 1 } }));
    expectToAddUp(explanation);
    expect(explanation.total).toBeGreaterThan(80);
    expect(explanation.factory.coverage).toBe(1);
    expect(codes(explanation.strengths)).toEqual(['text-common', 'category-same', 'certificates-checked', 'budget-overlaps', 'region-serves', 'record-both']);
    expect(codes(explanation.gaps)).toEqual(['text-missing', 'lead-time-late']);
    expect(explanation.text.matched.map(({ term }) => term)).toEqual(expect.arrayContaining(['刀具寿命', '数控机床', 'fanuc']));
    expect(explanation.text.missing).toContain('减速机');
    expect(explanation.factory.parts.map(({ of }) => of)).toEqual([45, 18, 10, 8, 7, 5, 4, 3]);
  });

  it('says the same in both languages', () => {
    const { gaps } = explain(supply());
    const late = gaps.find(({ code }) => code === 'lead-time-late')!;
    expect(sayReason(late, 'zh', names)).toBe('要 55 天，比您希望的晚 13 天');
    expect(sayReason(late, 'en', names)).toBe('Needs 55 days, 13 later than you want');
    expect(sayReason(part(explain(supply()), 'budget')!.reason, 'zh', names)).toBe('常见报价 35–60 万元，与预算重叠');
    expect(sayReason(part(explain(supply()), 'region')!.reason, 'en', names)).toBe('States that it serves <13>');
  });
});

describe('a listing with nothing but a title', () => {
  it('is not punished for what it does not say: the parts are left out and the rest carries the weight', () => {
    const bare = supply({ category: [], certificates: [], price: { min: null, max: null }, leadDays: null });
    const explanation = explain(bare, { certificates: [] });
    expectToAddUp(explanation);
    expect(explanation.factory.leftOut).toEqual(['category', 'specification', 'budget', 'record', 'lead-time']);
    expect(explanation.factory.coverage).toBe(0.55);
    expect(part(explanation, 'text')!.of).toBeCloseTo((100 * 45) / 55, 1);
    expect(codes(explanation.gaps)).toContain('record-none');
  });
});

describe('an offering of boilerplate', () => {
  it('has nothing in common with anybody, however near it is', () => {
    const explanation = explain(supply({ terms: profile('工艺开发研究'), region: demand.region }));
    expectToAddUp(explanation);
    expect(part(explanation, 'text')).toMatchObject({ value: 0, points: 0 });
  });
});

describe('a provider of something else', () => {
  it('stays below the line for invitations', () => {
    const caterer = supply({ terms: profile('厂区食堂团餐配送'), category: ['SCM', 'SCM-TMS'], certificates: [{ code: 'ISO9001', basis: 'self', validUntil: null }] });
    const explanation = explain(caterer);
    expectToAddUp(explanation);
    expect(explanation.total).toBeLessThan(INVITE_THRESHOLD);
    expect(part(explanation, 'text')).toMatchObject({ value: 0, points: 0, reason: { code: 'text-nothing-common' } });
    expect(codes(explanation.gaps)).toEqual(expect.arrayContaining(['category-other', 'certificates-stated']));
  });
});

describe('the price', () => {
  const budgetOf = (min: number | null, max: number | null) => part(explain(supply({ price: { min, max } })), 'budget');

  it('within, across and above the budget', () => {
    expect(budgetOf(200_000, 450_000)).toMatchObject({ value: 1, reason: { code: 'budget-within' } });
    expect(budgetOf(400_000, 600_000)).toMatchObject({ value: 0.8, reason: { code: 'budget-overlaps' } });
    expect(budgetOf(750_000, 900_000)).toMatchObject({ value: 0.3, reason: { code: 'budget-above' } });
    expect(budgetOf(2_000_000, null)).toMatchObject({ value: 0, points: 0 });
    expect(budgetOf(null, null)).toBeUndefined();
  });
});

describe('the place', () => {
  it.each([
    [['13', '1309', '130981'], [], 'region-same-county'],
    [['13', '1309', '130921'], [], 'region-same-city'],
    [['13', '1302'], [], 'region-same-province'],
    [['12'], ['1309'], 'region-serves'],
    [['12'], [], 'region-everywhere'],
  ])('%j serving %j: %s', (region, serviceRegions, code) => {
    expect(part(explain(supply({ region, serviceRegions })), 'region')!.reason.code).toBe(code);
  });
});

describe('a provider with preferences', () => {
  it('pulls the pair down when the demand is not what it likes', () => {
    const picky = explain(supply({}, { preferredIndustries: ['27'], orderSize: { min: 1_000_000, max: null } }));
    expectToAddUp(picky);
    expect(picky.provider!.parts.map(({ reason }) => reason.code)).toEqual(['prefers-other-industries', 'order-too-small']);
    expect(picky.adjustment).toBeLessThan(-10);
    expect(picky.provider!.leftOut).toEqual(['region', 'answers']);
  });

  it('lifts it when it is, and changes nothing when they say nothing about this demand', () => {
    expect(explain(supply({}, { preferredIndustries: ['34'], preferredRegions: ['13'] })).adjustment).toBeGreaterThan(0);
    const silent = explain(supply({}, { preferredIndustries: ['34'] }), { industry: [] });
    expect(silent.provider).toBeNull();
    expect(silent.adjustment).toBe(0);
  });
});

describe('hard constraints', () => {
  const failures = (pair: Supply, of: Partial<DemandFacts> = {}) => codes(failedConstraints({ ...demand, ...of }, pair, context.today));

  it('pass a pair that fits, with a self-declared certificate on its last day too', () => {
    expect(failures(supply())).toEqual([]);
    expect(failures(supply({ certificates: [{ code: 'ISO9001', basis: 'self', validUntil: '2026-05-20' }] }))).toEqual([]);
  });

  it('name every reason', () => {
    expect(failures(supply({ enterpriseId: 'factory', isPublished: false }), { isPublished: false })).toEqual(['demand-not-published', 'offering-not-published', 'same-enterprise']);
    expect(failures(supply({}, { isVerified: false }), { blockedEnterpriseIds: new Set(['provider']) })).toEqual(['provider-not-verified', 'blocked']);
    expect(failures(supply({ serviceRegions: ['12', '1301'], certificates: [] }))).toEqual(['region-not-served', 'certificates-missing']);
    expect(failures(supply({ certificates: [{ code: 'ISO9001', basis: 'officer', validUntil: '2026-05-19' }] }))).toEqual(['certificates-expired']);
  });

  it('keep a pair out of the ranking, with the reason', () => {
    const { matches, refused } = rankDemand(demand, [supply(), supply({ id: 'o2', serviceRegions: ['12'] })], context);
    expect(matches.map(({ offeringId }) => offeringId)).toEqual(['o1']);
    expect(refused.map(({ offeringId, failures: [first] }) => [offeringId, first?.code])).toEqual([['o2', 'region-not-served']]);
  });
});

describe('the order', () => {
  const ofEnterprise = (enterpriseId: string, id: string) => supply({ id, enterpriseId });
  const order = (candidates: readonly Supply[]) => rankDemand(demand, candidates, context).matches.map(({ offeringId }) => offeringId);

  it('lets the best two offerings of an enterprise stand for it', () => {
    const big = Array.from({ length: 6 }, (_, i) => ofEnterprise('big', `a${i}`));
    const others = Array.from({ length: 9 }, (_, i) => ofEnterprise(`e${i}`, `b${i}`));
    expect(order([...others, ...big])).toEqual(['a0', 'a1', ...others.map(({ offering }) => offering.id)]);
  });

  it('is the same whatever the order of the candidates', () => {
    const candidates = Array.from({ length: 8 }, (_, i) => ofEnterprise(`e${i}`, `o${i}`));
    expect(order(candidates)).toEqual(order([...candidates].reverse()));
  });
});

describe('either side triggers', () => {
  it('gives a pair one number', () => {
    const pair = supply({}, { preferredIndustries: ['34'], invited: 5, answered: 2 });
    const fromDemand = rankDemand(demand, [pair], context).matches[0]!;
    const other = { ...demand, id: 'd2', terms: profile('注塑模具') };
    const fromOffering = rankOffering(pair, [other, demand], context).matches.find(({ demandId }) => demandId === 'd1')!;
    expect(fromOffering.explanation).toEqual(fromDemand.explanation);
  });
});
