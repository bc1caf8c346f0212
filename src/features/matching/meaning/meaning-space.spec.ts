import { DemandMeaning, type ListingVectors, meaningSpace } from './meaning-space.js';
import { joinVectors, quantise, splitVectors } from './quantised.js';

/** Directions in four dimensions, all with a large first component, as a model's vectors have. */
const unit = (...values: number[]): Float32Array => {
  const norm = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / norm);
};
const names = [unit(3, 1, 0, 0), unit(3, -1, 0, 0), unit(3, 0, 1, 0), unit(3, 0, -1, 0), unit(3, 0, 0, 1), unit(3, 0, 0, -1)];
const space = meaningSpace('test', names);
const listing = (whole: Float32Array, passages: Readonly<Record<string, Float32Array>> = {}): ListingVectors => ({
  whole: quantise(whole),
  passages: Object.values(passages).map(quantise),
  passageTexts: Object.keys(passages),
});

it('measures where the middle of the names is, and how far apart they are', () => {
  expect([...space.centre].map((value) => Math.round(value * 1_000) / 1_000)).toEqual([0.949, 0, 0, 0]);
  expect(space.spread).toBeGreaterThan(0.2);
  expect(space.spread).toBeLessThan(1);
});

it('tells directions apart that lie close together as seen from outside', () => {
  const demand = new DemandMeaning({ ...space, spread: 0.14 }, listing(unit(3, 1, 0, 0)));
  const [same, aside, opposite] = [unit(3, 1, 0, 0), unit(3, 0, 1, 0), unit(3, -1, 0, 0)].map((whole) => demand.compare(listing(whole)).value);
  expect(same).toBe(1);
  expect(aside).toBeLessThan(0.1);
  expect(opposite).toBe(0);
});

it('counts the demand as a whole and its nearest sentence half each, and names the sentence', () => {
  const wide = { ...space, spread: 0.3 };
  const sentences = { 换刀: unit(3, 0, 1, 0), 主轴: unit(3, 1, 0, 0) };
  const offering = listing(unit(3, 0.9, 0.1, 0.3));
  const whole = new DemandMeaning(wide, listing(unit(3, 0, 0, 1))).compare(offering);
  const both = new DemandMeaning(wide, listing(unit(3, 0, 0, 1), sentences)).compare(offering);
  const alone = new DemandMeaning(wide, listing(unit(3, 1, 0, 0))).compare(offering);
  expect(whole.passage).toBeNull();
  expect(both.passage).toBe('主轴');
  expect(both.value).toBeGreaterThan(whole.value);
  expect(both.value).toBeLessThan(alone.value);
});

it('loses nothing that counts when vectors become bytes, and gets them back from a row', () => {
  const vectors = [unit(0.3, -0.2, 0.9, 0.1), unit(-1, 1, 0, 0.5)];
  const stored = splitVectors(Buffer.concat([Buffer.from([7]), joinVectors(vectors.map(quantise))]).subarray(1), 4);
  for (const [i, vector] of vectors.entries()) {
    const back = unit(...stored[i]!);
    expect(back.reduce((sum, value, k) => sum + value * vector[k]!, 0)).toBeGreaterThan(0.9999);
  }
});

it('has an answer for vectors without a direction', () => {
  expect(new DemandMeaning(space, listing(new Float32Array(4))).compare(listing(new Float32Array(4))).value).toBeGreaterThanOrEqual(0);
  expect(meaningSpace('one', [unit(1, 0), unit(1, 0)]).spread).toBeGreaterThan(0);
});
