import { z } from 'zod';
import { currentLanguage } from '../../platform/http/request-context.js';
import { codeField, dayField, idField, optionalText, textField } from '../../platform/http/text-field.js';
import { say } from '../../shared/language.js';
import { emailField } from '../identity/email-address.types.js';
import { ENTERPRISE_TEXTS } from './enterprises.texts.js';
import { ENTERPRISE_REASONS } from './enterprise-reasons.types.js';
import { ENTERPRISE_SIZES, ENTERPRISE_STATUSES, EVIDENCE_ATTRIBUTES, EVIDENCE_SOURCES, MEMBER_ROLES } from './enterprises.types.js';

const MAX_CODES = 30;
/** 100 billion CNY: more is a slip of the keyboard. */
const MAX_ORDER = 100_000_000_000;

const codes = z.array(codeField).max(MAX_CODES);
const amount = z.number().int().min(0).max(MAX_ORDER).nullable();
/** An address of the web; an empty one is none. No other protocol: it becomes a link. */
export const websiteField = textField(300)
  .transform((value) => value || null)
  .pipe(z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).nullable());
const website = websiteField.nullable();

/** What the licence says. */
const facts = {
  name: textField(100, 2).meta({ description: 'As on the business licence' }),
  uscc: textField(40, 1).meta({ description: 'Unified social credit code (GB 32100-2015); spaces and lower case pass, a failing check digit is a hint for the reviewer' }),
  regionCode: codeField.meta({ description: 'GB/T 2260: 13, 1309, 130981' }),
};

/** What the enterprise says of itself. Here without defaults: what is left out of a change stays. */
const profile = {
  industryCode: codeField.nullable().meta({ description: 'GB/T 4754-2017' }),
  size: z.enum(ENTERPRISE_SIZES),
  description: textField(4000),
  website,
  address: textField(200)
    .transform((value) => value || null)
    .nullable(),
  contactName: textField(100, 1),
  contactPhone: textField(40, 1),
  contactEmail: emailField,
  capacity: z.number().int().min(0).max(100).meta({ description: 'Open invitations at one time' }),
  preferredIndustries: codes,
  preferredRegions: codes,
  orderMin: amount.meta({ description: 'CNY' }),
  orderMax: amount.meta({ description: 'CNY' }),
};

const { industryCode, size, description, address, contactName, contactPhone, contactEmail, capacity, preferredIndustries, preferredRegions, orderMin, orderMax } = profile;

function isOrdered({ orderMin: min, orderMax: max }: { orderMin?: number | null | undefined; orderMax?: number | null | undefined }): boolean {
  return min == null || max == null || min <= max;
}

export const registerEnterpriseBody = z
  .strictObject({
    ...facts,
    size,
    contactName,
    contactPhone,
    contactEmail,
    industryCode: industryCode.default(null),
    description: description.default(''),
    website: website.default(null),
    address: address.default(null),
    capacity: capacity.default(10),
    preferredIndustries: preferredIndustries.default([]),
    preferredRegions: preferredRegions.default([]),
    orderMin: orderMin.default(null),
    orderMax: orderMax.default(null),
    submitWhenConfirmed: z.boolean().default(false).meta({ description: 'Hand it in for verification as soon as my address is confirmed' }),
  })
  .refine(isOrdered, { path: ['orderMax'], error: () => say(ENTERPRISE_TEXTS.badRange, currentLanguage()) })
  .meta({ id: 'EnterpriseRegistration' });
export type RegisterEnterpriseBody = z.output<typeof registerEnterpriseBody>;

export const editEnterpriseBody = z
  .strictObject({ ...facts, ...profile })
  .partial()
  .extend({ version: z.number().int().min(1).optional().meta({ description: 'Of the enterprise that you looked at; a newer one is not overwritten' }) })
  .refine(isOrdered, { path: ['orderMax'], error: () => say(ENTERPRISE_TEXTS.badRange, currentLanguage()) })
  .meta({ id: 'EnterpriseChange' });
export type EditEnterpriseBody = z.output<typeof editEnterpriseBody>;

export const decisionBody = z
  .strictObject({ reasonCodes: z.array(z.enum(ENTERPRISE_REASONS.map(({ code }) => code))).max(10).default([]), note: optionalText(2000), version: z.number().int().min(1).optional() })
  .meta({ id: 'EnterpriseDecision' });
export type DecisionBody = z.output<typeof decisionBody>;

export const inviteBody = z.strictObject({ email: emailField, role: z.enum(MEMBER_ROLES) }).meta({ id: 'MemberInvitation' });
export type InviteBody = z.output<typeof inviteBody>;

export const roleBody = z.strictObject({ role: z.enum(MEMBER_ROLES) }).meta({ id: 'MemberRole' });
export type RoleBody = z.output<typeof roleBody>;

export const evidenceBody = z
  .strictObject({
    attribute: z.enum(EVIDENCE_ATTRIBUTES),
    value: textField(200, 1).meta({ description: 'Of a certificate its code in the list' }),
    note: textField(500).default(''),
    validUntil: dayField.nullable().default(null),
  })
  .meta({ id: 'EvidenceInput' });
export type EvidenceBody = z.output<typeof evidenceBody>;

export const checkBody = z.strictObject({ validUntil: dayField.nullable() }).meta({ id: 'EvidenceCheck' });
export type CheckBody = z.output<typeof checkBody>;

const instant = z.iso.datetime();
const text = z.object({ zh: z.string(), en: z.string() });

const summaryShape = {
  id: idField,
  code: z.string(),
  name: z.string(),
  regionCode: z.string(),
  industryCode: z.string().nullable(),
  size: z.enum(ENTERPRISE_SIZES),
  status: z.enum(ENTERPRISE_STATUSES),
};

const enterpriseSummary = z.object(summaryShape).meta({ id: 'EnterpriseSummary' });

export const enterpriseView = z
  .object({
    ...summaryShape,
    uscc: z.string(),
    description: z.string(),
    preferredIndustries: z.array(z.string()),
    preferredRegions: z.array(z.string()),
    orderMin: z.number().nullable(),
    orderMax: z.number().nullable(),
    createdAt: instant,
    verifiedAt: instant.nullable(),
    verifiedBy: text.nullable(),
    inside: z
      .object({
        contact: z.object({ name: z.string(), phone: z.string(), email: z.string(), website: z.string().nullable(), address: z.string().nullable() }),
        capacity: z.number(),
        submittedAt: instant.nullable(),
        submitWhenConfirmed: z.boolean(),
        reasonCodes: z.array(z.string()),
        returnReason: z.string().nullable(),
        isDisputed: z.boolean(),
        usccWarnings: z.array(z.enum(['length', 'characters', 'check-digit', 'organisation-code'])),
        role: z.enum(MEMBER_ROLES).nullable(),
        version: z.number(),
      })
      .nullable()
      .meta({ description: 'For members and for officers of the region' }),
  })
  .meta({ id: 'Enterprise' });

export const myEnterprises = z.object({ items: z.array(z.object({ ...summaryShape, role: z.enum(MEMBER_ROLES) })) }).meta({ id: 'MyEnterprises' });

export const memberList = z
  .object({
    items: z.array(
      z.object({ personId: idField, role: z.enum(MEMBER_ROLES), name: z.string(), email: z.string(), language: z.enum(['zh', 'en']), isConfirmed: z.boolean() }),
    ),
    invitations: z.array(z.object({ id: idField, email: z.string(), role: z.enum(MEMBER_ROLES), createdAt: instant })),
  })
  .meta({ id: 'MemberList' });

export const invited = z.object({ result: z.enum(['added', 'invited']) }).meta({ id: 'MemberInvited' });

const evidenceView = z
  .object({
    id: idField,
    attribute: z.enum(EVIDENCE_ATTRIBUTES),
    value: z.string(),
    note: z.string(),
    source: z.enum(EVIDENCE_SOURCES),
    checkedBy: text.nullable(),
    checkedAt: instant.nullable(),
    validUntil: dayField.nullable(),
  })
  .meta({ id: 'Evidence' });

export const evidenceList = z.object({ items: z.array(evidenceView) }).meta({ id: 'EvidenceList' });
export const blockList = z.object({ items: z.array(enterpriseSummary) }).meta({ id: 'BlockList' });
export const created = z.object({ id: idField }).meta({ id: 'Created' });
