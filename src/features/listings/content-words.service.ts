import { Injectable } from '@nestjs/common';
import { type Language, say, type Text } from '../../shared/language.js';
import type { Change } from '../../web/components/tables.js';
import { formatDate, formatList, formatMoneyRange } from '../../web/format.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { PAGE_TEXTS as T } from './listing-pages.texts.js';
import { changedFields, type ContentField, type ListingContent, type ListingKind } from './listing.types.js';

/** By kind where a demand says of itself something else than an offering. */
const LABELS: Record<ContentField, Text | Readonly<Record<ListingKind, Text>>> = {
  title: T.title,
  body: { demand: T.situation, offering: T.about },
  materials: T.materials,
  methods: T.methods,
  effect: T.effect,
  product: T.product,
  application: T.application,
  categoryCode: T.category,
  industryCode: T.industry,
  regionCode: { demand: T.neededAt, offering: T.place },
  serviceRegions: T.serves,
  quantity: T.scale,
  budgetMin: { demand: T.budget, offering: T.price },
  budgetMax: { demand: T.budget, offering: T.price },
  deadline: T.deadline,
  leadDays: T.leadTime,
  certificates: { demand: T.mustHave, offering: T.held },
};

/** What a listing says, field by field, in the reader's words: for officers who compare and for mails that tell what changed. */
@Injectable()
export class ContentWordsService {
  constructor(private readonly taxonomy: TaxonomyService) {}

  /** What differs between two contents, in the order of the page; the two ends of a price are one thing. */
  changes(before: ListingContent, after: ListingContent, kind: ListingKind, language: Language): Change[] {
    const fields = changedFields(before, after).map((field) => (field === 'budgetMax' ? 'budgetMin' : field));
    return [...new Set(fields)].map((field) => ({
      field: labelOf(field, kind, language),
      before: this.value(before, field, kind, language),
      after: this.value(after, field, kind, language),
    }));
  }

  /** One field of a content; empty when nothing was said. Either end of a price gives the whole of it. */
  value(content: ListingContent, field: ContentField, kind: ListingKind, language: Language): string {
    const { taxonomy } = this;
    const region = (code: string): string => taxonomy.regionPath(code)[language];
    switch (field) {
      case 'categoryCode':
        return content.categoryCode ? taxonomy.label('service-category', content.categoryCode, language) : '';
      case 'industryCode':
        return content.industryCode ? taxonomy.label('industry', content.industryCode, language) : '';
      case 'regionCode':
        return region(content.regionCode);
      case 'serviceRegions':
        if (kind === 'demand') return '';
        return content.serviceRegions.length > 0 ? formatList(content.serviceRegions.map(region), language) : T.everywhere[language];
      case 'certificates':
        return formatList(content.certificates.map((code) => taxonomy.label('certificate', code, language)), language);
      case 'budgetMin':
      case 'budgetMax':
        return formatMoneyRange(content.budgetMin, content.budgetMax, language);
      case 'deadline':
        return content.deadline ? formatDate(content.deadline, language) : '';
      case 'leadDays':
        return content.leadDays === null ? '' : say(T.days, language, { n: content.leadDays });
      default:
        return content[field] ?? '';
    }
  }
}

function labelOf(field: ContentField, kind: ListingKind, language: Language): string {
  const label = LABELS[field];
  return ('demand' in label ? label[kind] : label)[language];
}
