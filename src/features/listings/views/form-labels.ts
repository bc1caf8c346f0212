import type { Language } from '../../../shared/language.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import type { ListingKind } from '../listing.types.js';

/** The label of each field of the form, for the field and for the summary of problems. */
export function formLabels(kind: ListingKind, language: Language): Record<string, string> {
  const isDemand = kind === 'demand';
  const texts = {
    title: T.title,
    body: isDemand ? T.bodyDemand : T.bodyOffering,
    product: isDemand ? T.productAskDemand : T.productAskOffering,
    materials: T.materialsAsk,
    methods: isDemand ? T.methodsAskDemand : T.methodsAskOffering,
    effect: isDemand ? T.effectAskDemand : T.effectAskOffering,
    application: T.applicationAsk,
    category: T.category,
    region: isDemand ? T.neededAt : T.place,
    industry: T.industry,
    serviceRegions: T.serves,
    quantity: T.scale,
    budgetMin: isDemand ? T.budget : T.price,
    budgetMax: isDemand ? T.budget : T.price,
    deadline: T.deadline,
    leadDays: T.leadTime,
    certificates: isDemand ? T.mustHave : T.held,
    tags: T.tags,
    seats: T.seats,
  };
  return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text[language]]));
}

/** A problem of the services' input as the form's field: `regionCode` stands under `region`, `certificates.2` under its group. */
export function formField(field: string): string {
  const name = field.split('.')[0] ?? field;
  return { regionCode: 'region', industryCode: 'industry', categoryCode: 'category' }[name] ?? name;
}
