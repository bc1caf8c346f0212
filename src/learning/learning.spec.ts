import { Random } from '../bench/random.js';
import { FACTORY_PARTS, PROVIDER_PARTS } from '../features/matching/explanation.js';
import type { Showing, TrainingAnswer } from '../features/matching/learning/training-rows.store.js';
import { STARTING_WEIGHTS, type WeightTables } from '../features/matching/scoring/weights.js';
import { learn, type LearningReport } from './learning.js';
import { lessonOf, scoreUnder } from './lessons.js';

interface World {
  /** How people really decide. */
  readonly truth: WeightTables;
  /** Log-odds of a yes per point of the true score; 0: they toss a coin. */
  readonly slope: number;
  /** What each doubling of the place takes from the log-odds. */
  readonly placeEffect?: number;
  readonly demands?: number;
  readonly hasPreferences?: boolean;
  readonly seed?: number;
}

/** What people would have said on a market of this kind: five of a demand's offerings are shown, best first by the starting weights. */
function simulate({ truth, slope, placeEffect = 0, demands = 150, hasPreferences = false, seed = 7 }: World): Showing[] {
  const random = new Random(seed);
  const values = (parts: readonly string[], missing: number): Record<string, number> => Object.fromEntries(parts.filter(() => !random.chance(missing)).map((part) => [part, random.next()]));
  return Array.from({ length: demands }, (_, d) => {
    const shown = Array.from({ length: 5 }, () => ({ factory: { text: random.next(), ...values(FACTORY_PARTS.slice(1), 0.2) }, provider: hasPreferences ? values(PROVIDER_PARTS, 0.1) : null }));
    shown.sort((a, b) => scoreUnder(STARTING_WEIGHTS, b) - scoreUnder(STARTING_WEIGHTS, a));
    return shown.map((pair, i): Showing => {
      const odds = slope * (scoreUnder(truth, pair) - 0.5) - placeEffect * (Math.log2(i + 1) - 1);
      const isWanted = random.chance(1 / (1 + Math.exp(-odds)));
      const said: { answer: TrainingAnswer; reason: string | null }[] = isWanted
        ? [{ answer: 'interested', reason: null }, { answer: 'accepted', reason: null }]
        : [{ answer: 'declined', reason: 'scope' }];
      return { ...pair, demandId: `demand-${String(d).padStart(4, '0')}`, shownAt: new Date(0), seat: 'regular', position: i + 1, total: 50, answers: [{ answer: 'shown', reason: null }, ...said] };
    });
  }).flat();
}

const factory = (weights: Partial<WeightTables['factory']>): WeightTables => ({
  factory: { text: 5, category: 5, specification: 0, budget: 0, region: 0, record: 0, 'lead-time': 0, freshness: 0, ...weights },
  provider: STARTING_WEIGHTS.provider,
});

function fitted(showings: readonly Showing[]): Exclude<LearningReport, { decision: 'too-few' }> {
  const report = learn(showings, STARTING_WEIGHTS);
  if (report.decision === 'too-few') throw new Error('too few');
  return report;
}

describe('learning from answers', () => {
  it('finds what people really look at, and shows that it is better on demands that it has not seen', () => {
    const { decision, held, learnt } = fitted(simulate({ truth: factory({ region: 60, budget: 30 }), slope: 10 }));
    expect(decision).toBe('better');
    expect(held.low).toBeGreaterThan(0);
    expect(held.gain).toBeGreaterThan(0.1);
    const { region, budget, text, ...others } = learnt.tables.factory;
    expect(region).toBeGreaterThan(40);
    expect(budget).toBeGreaterThan(15);
    expect(region).toBeGreaterThan(budget);
    expect(Math.max(text, ...Object.values(others))).toBeLessThan(budget);
    expect(Object.values(learnt.tables.factory).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100);
  });

  it('refuses where people toss a coin, and where the present weights are right already', () => {
    for (const seed of [1, 2]) {
      expect(learn(simulate({ truth: STARTING_WEIGHTS, slope: 0, seed }), STARTING_WEIGHTS).decision).toBe('not-better');
      expect(learn(simulate({ truth: STARTING_WEIGHTS, slope: 8, seed }), STARTING_WEIGHTS).decision).toBe('not-better');
    }
  });

  it('does not take a place in the list for a merit of the parts that put it there', () => {
    // Who is first is wanted for being first; beyond that only the region counts. The starting weights put the first there by his wording.
    const truth = factory({ region: 90 });
    const showings = simulate({ truth, slope: 8, placeEffect: 1.5, demands: 250 });
    const seen = fitted(showings);
    const blind = fitted(showings.map((showing) => ({ ...showing, position: null })));
    expect(seen.learnt.aside.position).toBeLessThan(-0.7);
    expect(seen.learnt.tables.factory.text).toBeLessThan(blind.learnt.tables.factory.text - 5);
    expect(seen.learnt.tables.factory.region).toBeGreaterThan(blind.learnt.tables.factory.region);
  });

  it('learns the provider’s table only from enough providers who state preferences', () => {
    const truth = { factory: STARTING_WEIGHTS.factory, provider: { industry: 0, region: 100, 'order-size': 0, answers: 0 } };
    const many = fitted(simulate({ truth, slope: 12, hasPreferences: true }));
    expect(many.learnt.tables.provider.region).toBeGreaterThan(60);
    const few = simulate({ truth, slope: 12, hasPreferences: true }).map((showing, i) => ({ ...showing, provider: i < 90 ? showing.provider : null }));
    expect(fitted(few).learnt.tables.provider).toEqual(STARTING_WEIGHTS.provider);
  });

  it('says how many there are when there are too few, and fits nothing', () => {
    const showings = simulate({ truth: factory({ region: 60 }), slope: 10, demands: 39 });
    expect(learn(showings, STARTING_WEIGHTS)).toEqual({ decision: 'too-few', counts: expect.objectContaining({ lessons: 195, demands: 39 }) });
    expect(learn([], STARTING_WEIGHTS).counts).toEqual({ lessons: 0, wanted: 0, unwanted: 0, demands: 0 });
  });

  it('is the same each time', () => {
    const showings = simulate({ truth: factory({ budget: 50 }), slope: 9, demands: 45 });
    expect(learn(showings, STARTING_WEIGHTS)).toEqual(learn(showings, STARTING_WEIGHTS));
  });
});

describe('what an answer teaches', () => {
  const of = (...answers: [TrainingAnswer, string | null][]): unknown => {
    const lesson = lessonOf({ demandId: 'd', shownAt: new Date(0), seat: 'regular', position: 1, total: 50, factory: { text: 1 }, provider: null, answers: [['shown', null] as const, ...answers].map(([answer, reason]) => ({ answer, reason })) });
    return lesson && [lesson.isWanted, lesson.weight];
  };

  it('is about the fit or nothing', () => {
    expect(of()).toBeNull();
    expect(of(['declined', 'scope'])).toEqual([false, 1]);
    expect(of(['declined', 'capacity'])).toBeNull();
    expect(of(['declined', 'other'])).toBeNull();
    expect(of(['interested', null])).toEqual([true, 0.5]);
    expect(of(['interested', null], ['accepted', null])).toEqual([true, 1]);
    expect(of(['interested', null], ['accepted', null], ['ended', 'no-agreement'])).toEqual([true, 1]);
    expect(of(['interested', null], ['refused', 'price'])).toEqual([false, 1]);
    expect(of(['interested', null], ['refused', 'other-chosen'])).toBeNull();
    expect(of(['interested', null], ['lapsed', null])).toEqual([true, 0.5]);
    expect(of(['expired', null])).toEqual([false, 0.5]);
  });

  it('is scored as scoring does it: the mean over the parts with data, both sides harmonically', () => {
    const pair = { factory: { text: 1, category: 0 }, provider: null };
    expect(scoreUnder(STARTING_WEIGHTS, pair)).toBeCloseTo(45 / 63);
    expect(scoreUnder(STARTING_WEIGHTS, { ...pair, provider: { industry: 0 } })).toBe(0);
    expect(scoreUnder(STARTING_WEIGHTS, { factory: { text: 0.5 }, provider: { region: 1 } })).toBeCloseTo(2 / 3);
  });
});
