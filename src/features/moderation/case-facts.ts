import { type Language, say } from '../../shared/language.js';
import type { BlockCell } from '../../web/components/facts.js';
import { formatDate, formatList, formatMoney, formatMoneyRange, phoneGroups, usccGroups } from '../../web/format.js';
import type { EngagementView } from '../engagements/engagements.queries.js';
import { type Side, SIDES } from '../engagements/engagements.types.js';
import type { EnterpriseView } from '../enterprises/enterprises.types.js';
import type { ContentWordsService } from '../listings/content-words.service.js';
import type { ContentField, ListingContent } from '../listings/listing.types.js';
import { REVIEW_TEXTS as T } from './review-pages.texts.js';

type Kind = 'demand' | 'offering';

/** The ruled box of a listing's case: who posts it, and the conditions. */
export function listingCells(
  listing: ListingContent & { readonly kind: Kind },
  enterprise: EnterpriseView,
  record: { readonly approved: number; readonly returned: number },
  words: ContentWordsService,
  language: Language,
): BlockCell[] {
  const value = (field: ContentField): string => words.value(listing, field, listing.kind, language);
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
export function enterpriseCells(enterprise: EnterpriseView, names: { readonly region: string; readonly industry: string }, language: Language): BlockCell[] {
  const contact = enterprise.inside?.contact;
  const cells: BlockCell[] = [
    { term: T.enterprise[language], value: enterprise.name, width: 'half', phoneFull: true },
    { term: T.uscc[language], value: usccGroups(enterprise.uscc), width: 'half', phoneFull: true },
    { term: T.place[language], value: names.region },
    { term: T.industry[language], value: names.industry },
    { term: T.size[language], value: T[`size_${enterprise.size}`][language] },
    { term: T.contact[language], value: contact ? `${contact.name}，${phoneGroups(contact.phone)}，${contact.email}` : '', width: 'full' },
  ];
  return cells.filter((cell) => cell.value !== '');
}

/** What the two sides of an engagement say, beside each other, and whom to call about it. */
export function engagementCells({ stage, factory, provider, demand, openedAt, reports }: EngagementView, language: Language): BlockCell[] {
  const saysOf = (side: Side): string => {
    const report = reports.findLast((one) => one.isOpen && one.side === side);
    if (!report) return T.saysNothing[language];
    if (!report.isSo) return T.saysNot[language];
    const day = report.day === null ? '' : formatDate(report.day, language);
    return report.kind === 'signed' ? say(T.saysSigned, language, { amount: formatMoney(report.amount ?? 0, language), day }) : say(T.saysAccepted, language, { day });
  };
  const contactOf = ({ name, phone }: EngagementView['factory']): string => `${name}，${phoneGroups(phone)}`;
  return [
    { term: T.factory[language], value: factory.enterpriseName, width: 'half', phoneFull: true },
    { term: T.provider[language], value: provider.enterpriseName, width: 'half', phoneFull: true },
    { term: T.contact[language], value: contactOf(factory), width: 'half', phoneFull: true },
    { term: T.contact[language], value: contactOf(provider), width: 'half', phoneFull: true },
    { term: T.demand[language], value: `${demand.title}（${demand.code}）`, width: 'full' },
    { term: T.about[language], value: (stage === 'signed' ? T.aboutAccepted : T.aboutSigned)[language], width: 'half', phoneFull: true },
    { term: T.engagedSince[language], value: formatDate(openedAt, language), width: 'half', phoneFull: true },
    ...SIDES.map((side): BlockCell => ({ term: say(T.saysOf, language, { side: T[side][language].toLowerCase() }), value: saysOf(side), width: 'half', phoneFull: true, big: true })),
  ];
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
