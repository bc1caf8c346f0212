import { z } from 'zod';
import { chosen, paged, pageFields } from '../../platform/http/page-query.js';
import { codeField, idField, optionalText, textField } from '../../platform/http/text-field.js';
import { CLOSED_REASONS, DEFAULT_SEATS, LISTING_KINDS, LISTING_STATUSES, type ListingContent, type ListingKind } from './listing.types.js';

/** The largest amount, CNY: far beyond any listing, and exact as a number. */
const MAX_MONEY = 1_000_000_000_000;
const MAX_BATCH = 100;
/** How many characters each text may have. */
export const LIMITS = { title: 120, body: 10_000, thing: 3_000, quantity: 200, tag: 30, tags: 10, externalId: 100 } as const;

const text = (max: number) => textField(max).default('');
const code = codeField.nullable().default(null);
const money = z.number().int().min(0).max(MAX_MONEY).nullable().default(null);
const codes = (most: number) => z.array(codeField).max(most).default([]).transform((values) => [...new Set(values)]);

const content = {
  title: text(LIMITS.title),
  body: text(LIMITS.body),
  materials: text(LIMITS.thing),
  methods: text(LIMITS.thing),
  effect: text(LIMITS.thing),
  product: text(LIMITS.thing),
  application: text(LIMITS.thing),
  categoryCode: code.meta({ description: 'Service category; guessed from the words when left out' }),
  industryCode: code.meta({ description: 'GB/T 4754-2017 with its section: C3453' }),
  regionCode: codeField
    .nullable()
    .default(null)
    .meta({ description: 'GB/T 2260 in significant digits; the region of the enterprise when left out' }),
  quantity: optionalText(LIMITS.quantity),
  budgetMin: money.meta({ description: 'CNY' }),
  budgetMax: money.meta({ description: 'CNY' }),
  certificates: codes(20),
  tags: z.array(textField(LIMITS.tag, 1)).max(LIMITS.tags).default([]),
};

const demandOnly = {
  deadline: z.iso.date().nullable().default(null).meta({ description: 'The day by which it is needed' }),
  seats: z.number().int().min(1).max(20).default(DEFAULT_SEATS).meta({ description: 'Providers that it talks to at one time' }),
};

const offeringOnly = {
  serviceRegions: codes(50).meta({ description: 'Where it serves; empty means everywhere' }),
  leadDays: z.number().int().min(0).max(3650).nullable().default(null).meta({ description: 'Days from the order to the start or delivery' }),
};

const onCreation = {
  externalId: textField(LIMITS.externalId, 1)
    .nullable()
    .default(null)
    .meta({ description: 'Your own key, unique in your enterprise: sending the same again creates nothing twice' }),
  language: z.enum(['zh', 'en']).optional().meta({ description: 'The language it is written in; that of the request when left out' }),
};

const forEnterprise = {
  enterpriseId: idField.optional().meta({ description: 'Needed when you may edit in several enterprises' }),
};
const submit = z.boolean().default(false).meta({ description: 'Hand it in for review at once' });
const version = z.number().int().min(1).meta({ description: 'The version that you changed; another one since then answers 409' });

const demandItem = z.strictObject({ ...onCreation, ...content, ...demandOnly }).meta({ id: 'DemandItem' });
const offeringItem = z.strictObject({ ...onCreation, ...content, ...offeringOnly }).meta({ id: 'OfferingItem' });

/** The bodies of the two kinds: the same but for what only one of them has. */
export const LISTING_BODIES = {
  demand: {
    create: z.strictObject({ ...forEnterprise, ...onCreation, ...content, ...demandOnly, submit }).meta({ id: 'NewDemand' }),
    update: z.strictObject({ ...content, ...demandOnly, version }).meta({ id: 'DemandUpdate' }),
    batch: z.strictObject({ ...forEnterprise, items: z.array(demandItem).min(1).max(MAX_BATCH), submit }).meta({ id: 'DemandBatch' }),
  },
  offering: {
    create: z.strictObject({ ...forEnterprise, ...onCreation, ...content, ...offeringOnly, submit }).meta({ id: 'NewOffering' }),
    update: z.strictObject({ ...content, ...offeringOnly, version }).meta({ id: 'OfferingUpdate' }),
    batch: z.strictObject({ ...forEnterprise, items: z.array(offeringItem).min(1).max(MAX_BATCH), submit }).meta({ id: 'OfferingBatch' }),
  },
} as const;

type Bodies = typeof LISTING_BODIES;
export type CreateBody = z.output<Bodies[ListingKind]['create']>;
export type UpdateBody = z.output<Bodies[ListingKind]['update']>;
export type BatchBody = z.output<Bodies[ListingKind]['batch']>;
/** What both kinds of body have in common, each with what only its kind has. */
type ContentBody = WithoutVersion<UpdateBody>;
type WithoutVersion<T> = T extends { version: number } ? Omit<T, 'version'> : never;

/** What an author writes: the content, and what may change without a review. */
export interface ListingInput {
  readonly content: Omit<ListingContent, 'regionCode'> & { readonly regionCode: string | null };
  readonly tags: string[];
  readonly seats: number | null;
}

export interface NewListing extends ListingInput {
  readonly externalId: string | null;
  readonly language: 'zh' | 'en' | undefined;
}

/** The content of a body, with what its kind does not have left empty. */
export function inputOf(body: ContentBody): ListingInput {
  return {
    content: {
      title: body.title,
      body: body.body,
      materials: body.materials,
      methods: body.methods,
      effect: body.effect,
      product: body.product,
      application: body.application,
      categoryCode: body.categoryCode,
      industryCode: body.industryCode,
      regionCode: body.regionCode,
      serviceRegions: 'serviceRegions' in body ? body.serviceRegions : [],
      quantity: body.quantity,
      budgetMin: body.budgetMin,
      budgetMax: body.budgetMax,
      deadline: 'deadline' in body ? body.deadline : null,
      leadDays: 'leadDays' in body ? body.leadDays : null,
      certificates: body.certificates,
    },
    tags: [...new Set(body.tags)],
    seats: 'seats' in body ? body.seats : null,
  };
}

export function newListingOf(body: ContentBody & Pick<CreateBody, 'externalId' | 'language'>): NewListing {
  return { ...inputOf(body), externalId: body.externalId, language: body.language };
}

export const listingsQuery = z
  .strictObject({
    ...pageFields,
    scope: z.enum(['public', 'own']).default('public').meta({ description: 'Everything on the market, or all of your enterprises’' }),
    enterpriseId: idField.optional(),
    status: z.enum(LISTING_STATUSES).optional().meta({ description: 'Only with `scope=own`' }),
    category: codeField.optional(),
    industry: codeField.optional(),
    region: codeField.optional(),
  });
export type ListingsQuery = z.output<typeof listingsQuery>;

/** The address of a list page. */
export const listingsPageQuery = z.object({
  page: pageFields.page,
  category: chosen(codeField),
  industry: chosen(codeField),
  region: chosen(codeField),
  status: chosen(z.enum(LISTING_STATUSES)),
});
export type ListingsPageQuery = z.output<typeof listingsPageQuery>;

export const closeBody = z.strictObject({ reason: z.enum(['fulfilled', 'withdrawn']) }).meta({ id: 'ListingClosing' });

const attachment = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number().int() }).meta({ id: 'ListingAttachment' });

export const attachmentList = z.object({ items: z.array(attachment) }).meta({ id: 'ListingAttachments' });

const contentShape = {
  title: z.string(),
  body: z.string(),
  materials: z.string(),
  methods: z.string(),
  effect: z.string(),
  product: z.string(),
  application: z.string(),
  categoryCode: z.string().nullable(),
  industryCode: z.string().nullable(),
  regionCode: z.string(),
  serviceRegions: z.array(z.string()),
  quantity: z.string().nullable(),
  budgetMin: z.number().nullable(),
  budgetMax: z.number().nullable(),
  deadline: z.string().nullable(),
  leadDays: z.number().nullable(),
  certificates: z.array(z.string()),
};

/** What a list and a page alike say of a listing. */
const headShape = {
  id: z.string(),
  code: z.string(),
  kind: z.enum(LISTING_KINDS),
  status: z.enum(LISTING_STATUSES),
  closedReason: z.enum(CLOSED_REASONS).nullable(),
  enterprise: z.object({ id: z.string(), code: z.string(), name: z.string() }),
};

/** A listing as it is answered. What only its own people and officers may know is null for others. */
export const listingView = z
  .object({
    ...headShape,
    language: z.enum(['zh', 'en']),
    ...contentShape,
    tags: z.array(z.string()),
    seats: z.number().int(),
    revision: z.number().int(),
    completeness: z.object({ told: z.number(), of: z.number(), missing: z.array(z.string()) }),
    attachmentCount: z.number().int(),
    submittedAt: z.iso.datetime().nullable(),
    publishedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
    own: z
      .object({
        externalId: z.string().nullable(),
        reviewNote: z.string().nullable(),
        returnReasons: z.array(z.string()),
        pendingRevisionId: z.string().nullable(),
        revision: z
          .object({
            id: z.string(),
            status: z.enum(['in_review', 'returned']),
            content: z.object(contentShape).meta({ id: 'ListingContent' }),
            reviewNote: z.string().nullable(),
            returnReasons: z.array(z.string()),
          })
          .nullable()
          .meta({ description: 'Your last edit of a published listing, while it waits or after it was returned' }),
        commands: z.array(z.string()).meta({ description: 'What you may do with it now' }),
        attachments: z.array(attachment),
      })
      .nullable()
      .meta({ description: 'Only for its own people and for the officers of its region' }),
  })
  .meta({ id: 'Listing' });
export type ListingView = z.output<typeof listingView>;
export type AttachmentView = z.output<typeof attachment>;

const listingSummary = z
  .object({
    ...headShape,
    title: z.string(),
    snippet: z.string().meta({ description: 'The first words of its text' }),
    categoryCode: z.string().nullable(),
    industryCode: z.string().nullable(),
    regionCode: z.string(),
    budgetMin: z.number().nullable(),
    budgetMax: z.number().nullable(),
    deadline: z.string().nullable(),
    seats: z.number().int(),
    publishedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'ListingSummary' });
export type ListingSummary = z.output<typeof listingSummary>;

export const listingPage = paged(listingSummary).meta({ id: 'ListingPage' });

const fieldProblem = z.object({ field: z.string(), message: z.string() });
export const batchResult = z
  .object({
    items: z.array(
      z.object({
        index: z.number().int(),
        externalId: z.string().nullable(),
        result: z.enum(['created', 'existing', 'refused']),
        id: z.string().nullable(),
        code: z.string().nullable(),
        errors: z.array(fieldProblem).meta({ description: 'Why it was refused; empty otherwise' }),
      }),
    ),
    created: z.number().int(),
    existing: z.number().int(),
    refused: z.number().int(),
  })
  .meta({ id: 'ListingBatchResult' });
export type BatchResult = z.output<typeof batchResult>;
