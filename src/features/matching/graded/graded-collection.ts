import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The day on which the collection is read: prices, deadlines and certificates in it are of then. */
export const GRADED_NOW = new Date('2026-03-02T02:00:00Z');
export const GRADED_TODAY = '2026-03-02';

const day = z.iso.date();
const amounts = z.strictObject({ min: z.number().nullable(), max: z.number().nullable() });

const enterprise = z.strictObject({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  industry: z.string(),
  size: z.enum(['micro', 'small', 'medium', 'large']),
  certificates: z.array(z.strictObject({ code: z.string(), basis: z.enum(['officer', 'self']), validUntil: day.nullable() })).default([]),
  preferredIndustries: z.array(z.string()).default([]),
  preferredRegions: z.array(z.string()).default([]),
  orderSize: amounts.default({ min: null, max: null }),
  /** Invitations that have come to an end, and how they were answered. */
  record: z.strictObject({ invited: z.int(), answered: z.int(), medianHours: z.number().nullable() }).default({ invited: 0, answered: 0, medianHours: null }),
});

const listing = z.strictObject({
  id: z.string(),
  enterprise: z.string(),
  language: z.enum(['zh', 'en']),
  title: z.string(),
  body: z.string(),
  tags: z.array(z.string()).default([]),
  category: z.string(),
  certificates: z.array(z.string()).default([]),
});

const offering = listing.extend({
  /** None: everywhere. */
  serviceRegions: z.array(z.string()).default([]),
  price: amounts.default({ min: null, max: null }),
  leadDays: z.int().nullable().default(null),
  updated: day,
});

const demand = listing.extend({ budget: amounts, deadline: day, posted: day });

export type GradedEnterprise = z.output<typeof enterprise>;
export type GradedOffering = z.output<typeof offering>;
export type GradedDemand = z.output<typeof demand>;

export interface GradedCollection {
  readonly enterprises: readonly GradedEnterprise[];
  readonly offerings: readonly GradedOffering[];
  readonly demands: readonly GradedDemand[];
  /** Level (1 unrelated … 4 strongly related) by offering, by demand; a pair that is not there is of level 1. */
  readonly levels: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Codes of the hard constraints that forbid a pair, by offering, by demand. */
  readonly exclusions: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

function linesOf(name: string): string[] {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8').split('\n').filter((line) => line !== '');
}

function readRows<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema>[] {
  return linesOf(name).map((line) => schema.parse(JSON.parse(line)));
}

/** The third column of a table, by the second, by the first. */
function readPairs(name: string): Map<string, Map<string, string[]>> {
  const pairs = new Map<string, Map<string, string[]>>();
  for (const [demandId = '', offeringId = '', value = ''] of linesOf(name).slice(1).map((line) => line.split('\t'))) {
    const ofDemand = pairs.get(demandId) ?? new Map<string, string[]>();
    pairs.set(demandId, ofDemand.set(offeringId, [...(ofDemand.get(offeringId) ?? []), value]));
  }
  return pairs;
}

/** Reads the collection beside this file (README.md there says what is in it). Throws when a line is not what it should be. */
export function readGradedCollection(): GradedCollection {
  const levels = [...readPairs('judgements.tsv')].map(([id, judged]) => [id, new Map([...judged].map(([offeringId, [level]]) => [offeringId, Number(level)]))] as const);
  return {
    enterprises: readRows('enterprises.jsonl', enterprise),
    offerings: readRows('offerings.jsonl', offering),
    demands: readRows('demands.jsonl', demand),
    levels: new Map(levels),
    exclusions: readPairs('excluded.tsv'),
  };
}
