import { type Language, say, type Text } from '../../shared/language.js';
import type { BlockCell } from '../../web/components/facts.js';
import type { Change } from '../../web/components/tables.js';
import { formatDate, formatList, formatMoneyRange, phoneGroups, usccGroups } from '../../web/format.js';
import type { EnterpriseView } from '../enterprises/enterprises.types.js';
import { changedFields, type ContentField, type ListingContent } from '../listings/listing.types.js';
import { REVIEW_TEXTS as T } from './review-pages.texts.js';

/** How codes are called in the officer's language. */
export interface ContentNames {
  category(code: string): string;
  industry(code: string): string;
  region(code: string): string;
  certificate(code: string): string;
}

type Kind = 'demand' | 'offering';

/** The ruled box of a listing's case: who posts it, and the conditions. */
export function listingCells(
  listing: ListingContent & { readonly kind: Kind },
  enterprise: EnterpriseView,
  record: { readonly approved: number; readonly returned: number },
  names: ContentNames,
  language: Language,
): BlockCell[] {
  const value = (field: ContentField): string => shown(listing, field, listing.kind, names, language);
  const cells: BlockCell[] = [
    { term: T.enterprise[language], value: enterprise.name, width: 'half', phoneFull: true },
    { term: T.uscc[language], value: usccGroups(enterprise.uscc), width: 'half', phoneFull: true },
    { term: T.verified[language], value: enterprise.verifiedAt ? formatDate(enterprise.verifiedAt, language) : T.notVerified[language] },
    { term: T.record[language], value: say(T.recordText, language, record) },
    { term: (listing.kind === 'demand' ? T.neededAt : T.place)[language], value: value('regionCode') },
    { term: T.category[language], value: listing.categoryCode ? value('categoryCode') : T.noCategory[language] },
    { term: T.industry[language], value: value('industryCode') },
    { term: (listing.kind === 'demand' ? T.budget : T.price)[language], value: formatMoneyRange(listing.budgetMin, listing.budgetMax, language) },
    { term: T.serves[language], value: listing.kind === 'offering' ? value('serviceRegions') : '' },
    { term: T.deadline[language], value: value('deadline') },
    { term: T.leadDays[language], value: value('leadDays') },
    { term: T.quantity[language], value: value('quantity'), width: 'half' },
    { term: T.certificates[language], value: value('certificates'), width: 'half' },
  ];
  return cells.filter((cell) => cell.value !== '');
}

/** The ruled box of an enterprise's case, with the contact that only officers and members see. */
export function enterpriseCells(enterprise: EnterpriseView, names: ContentNames, language: Language): BlockCell[] {
  const contact = enterprise.inside?.contact;
  const cells: BlockCell[] = [
    { term: T.enterprise[language], value: enterprise.name, width: 'half', phoneFull: true },
    { term: T.uscc[language], value: usccGroups(enterprise.uscc), width: 'half', phoneFull: true },
    { term: T.place[language], value: names.region(enterprise.regionCode) },
    { term: T.industry[language], value: enterprise.industryCode ? names.industry(enterprise.industryCode) : '' },
    { term: T.size[language], value: T[`size_${enterprise.size}`][language] },
    { term: T.contact[language], value: contact ? `${contact.name}，${phoneGroups(contact.phone)}，${contact.email}` : '', width: 'full' },
  ];
  return cells.filter((cell) => cell.value !== '');
}

export function enterpriseTexts(enterprise: EnterpriseView, language: Language): { title: string; text: string }[] {
  return enterprise.description === '' ? [] : [{ title: T.description[language], text: enterprise.description }];
}

const TOLD = ['body', 'product', 'materials', 'methods', 'effect', 'application'] as const satisfies readonly ContentField[];

/** What a listing says, section by section; what was not told is left out. */
export function contentTexts(content: ListingContent, tags: readonly string[], language: Language): { title: string; text: string }[] {
  return [...TOLD.map((field) => ({ title: T[field][language], text: content[field] })), { title: T.tags[language], text: formatList(tags, language) }].filter(
    ({ text }) => text !== '',
  );
}

/** What differs between two contents, each field in words. */
export function contentChanges(before: ListingContent, after: ListingContent, kind: Kind, names: ContentNames, language: Language): Change[] {
  return changedFields(before, after).map((field) => ({
    field: LABELS[field][language],
    before: shown(before, field, kind, names, language),
    after: shown(after, field, kind, names, language),
  }));
}

const LABELS: Record<ContentField, Text> = {
  title: T.title,
  body: T.body,
  materials: T.materials,
  methods: T.methods,
  effect: T.effect,
  product: T.product,
  application: T.application,
  categoryCode: T.category,
  industryCode: T.industry,
  regionCode: T.place,
  serviceRegions: T.serves,
  quantity: T.quantity,
  budgetMin: T.budget,
  budgetMax: T.budget,
  deadline: T.deadline,
  leadDays: T.leadDays,
  certificates: T.certificates,
};

/** One field of a content in words; empty when nothing was said. */
function shown(content: ListingContent, field: ContentField, kind: Kind, names: ContentNames, language: Language): string {
  switch (field) {
    case 'categoryCode':
      return content.categoryCode ? names.category(content.categoryCode) : '';
    case 'industryCode':
      return content.industryCode ? names.industry(content.industryCode) : '';
    case 'regionCode':
      return names.region(content.regionCode);
    case 'serviceRegions':
      if (kind === 'demand') return '';
      return content.serviceRegions.length > 0 ? formatList(content.serviceRegions.map((code) => names.region(code)), language) : T.everywhere[language];
    case 'certificates':
      return formatList(content.certificates.map((code) => names.certificate(code)), language);
    case 'budgetMin':
    case 'budgetMax':
      return content[field] === null ? '' : formatMoneyRange(content[field], content[field], language);
    case 'deadline':
      return content.deadline ? formatDate(content.deadline, language) : '';
    case 'leadDays':
      return content.leadDays === null ? '' : say(T.days, language, { n: content.leadDays });
    default:
      return content[field] ?? '';
  }
}
