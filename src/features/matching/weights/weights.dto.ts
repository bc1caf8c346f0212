import { z } from 'zod';
import { pageFields, paged } from '../../../platform/http/page-query.js';
import { textField } from '../../../platform/http/text-field.js';
import { FACTORY_PARTS, PROVIDER_PARTS } from '../explanation.js';
import { WEIGHTS_ORIGINS } from './weights.types.js';

const MOST = 100;
const weight = z.number().min(0).max(MOST).multipleOf(0.1);
const tableOf = <const Parts extends readonly string[]>(parts: Parts) => z.strictObject(Object.fromEntries(parts.map((part) => [part, weight])) as Record<Parts[number], typeof weight>);
const factory = tableOf(FACTORY_PARTS).meta({ id: 'FactoryWeights', description: 'How the offering suits the demand; shares of their sum' });
const provider = tableOf(PROVIDER_PARTS).meta({ id: 'ProviderWeights', description: 'How the demand suits the provider; shares of their sum' });

const MAX_NOTE = 500;
const note = textField(MAX_NOTE).default('');
const base = z.number().int().min(0).max(2_000_000_000).meta({ description: 'The `number` that you read; another one since then answers 409' });

export const proposalBody = z.strictObject({ factory, provider, note, base }).meta({ id: 'WeightsProposal' });
export type ProposalBody = z.output<typeof proposalBody>;

export const installationBody = z.strictObject({ base }).meta({ id: 'WeightsInstallation' });
export type InstallationBody = z.output<typeof installationBody>;

/** The name of a version in an address. */
export const versionName = z.string().regex(/^[a-z]{1,20}-\d{1,10}$/);

/** A weight as people type it: full-width digits too, and nothing is not zero. */
const typedWeight = z.preprocess((value) => (typeof value === 'string' ? (value.normalize('NFKC').trim() || undefined) : undefined), z.coerce.number().min(0).max(MOST).multipleOf(0.1));
const typedBase = z.coerce.number().int().min(0).max(2_000_000_000);

export const factoryField = (part: string): string => `factory.${part}`;
export const providerField = (part: string): string => `provider.${part}`;

/** The same as the page's form sends it: one field a part, `factory.text`. */
export const proposalForm = z.object({
  ...Object.fromEntries([...FACTORY_PARTS.map(factoryField), ...PROVIDER_PARTS.map(providerField)].map((name) => [name, typedWeight])),
  note,
  base: typedBase,
}) as unknown as z.ZodType<{ readonly note: string; readonly base: number } & Readonly<Record<string, number | string>>>;

export const installationForm = z.object({ base: typedBase });
export const weightsPageQuery = z.object({ page: pageFields.page, from: z.union([z.literal(''), versionName]).optional() });
export type WeightsPageQuery = z.output<typeof weightsPageQuery>;

const row = z.object({ part: z.string(), name: z.string(), meaning: z.string(), weight: z.number(), share: z.number().meta({ description: 'Percent of its table' }) }).meta({ id: 'PartWeight' });
const named = z.object({ code: z.string(), title: z.string() });
const move = z
  .object({ demand: named, offering: named, before: z.number(), after: z.number(), placeBefore: z.number().int(), placeAfter: z.number().int() })
  .meta({ id: 'ScoreMove' });
const beforeAfter = z.object({ before: z.number(), after: z.number() });

const trial = z
  .object({
    demands: z.number().int().meta({ description: 'Demands that were looked at, the newest' }),
    ofDemands: z.number().int().meta({ description: 'All open demands with suggestions' }),
    pairs: z.number().int(),
    changed: z.number().int(),
    rises: z.number().int(),
    falls: z.number().int(),
    dropped: z.number().int(),
    regained: z.number().int(),
    topRises: z.array(move),
    topFalls: z.array(move),
    otherInvitations: z.number().int().meta({ description: 'Demands for which somebody else would be invited next' }),
    invitations: z.array(z.object({ demand: named, no: z.array(named), instead: z.array(named) })),
    evaluation: z.object({ set: z.string(), demands: z.number().int(), ndcgAt10: beforeAfter, recallAt50: beforeAfter }).nullable(),
  })
  .meta({ id: 'WeightsTrial' });

export const weightsView = z
  .object({
    number: z.number().int().meta({ description: 'How many changes there have been: send it back as `base`' }),
    name: z.string().meta({ description: 'Stands in every explanation' }),
    factory: z.array(row),
    provider: z.array(row),
    underOthers: z.number().int().meta({ description: 'Suggestions that are still to be scored anew; at most 10000 are counted' }),
  })
  .meta({ id: 'Weights' });
export type WeightsView = z.output<typeof weightsView>;

export const versionView = z
  .object({
    name: z.string(),
    origin: z.enum(WEIGHTS_ORIGINS),
    note: z.string(),
    author: z.string(),
    madeAt: z.iso.datetime(),
    base: z.number().int(),
    isInForce: z.boolean(),
    factory: z.array(row),
    provider: z.array(row),
    trial: trial.nullable().meta({ description: 'What it would have changed when it was proposed' }),
  })
  .meta({ id: 'WeightsVersion' });
export type VersionView = z.output<typeof versionView>;

export const changesView = paged(
  z.object({ number: z.number().int(), name: z.string(), note: z.string(), author: z.string(), at: z.iso.datetime() }).meta({ id: 'WeightsChange' }),
).meta({ id: 'WeightsChangePage' });
export type ChangesView = z.output<typeof changesView>;
