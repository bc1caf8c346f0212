import { Injectable } from '@nestjs/common';
import type { Language } from '../../shared/language.js';
import type { FormValues } from '../../web/components/form.js';
import type { Option } from '../../web/components/fields.js';
import { formatList, wanOfYuan } from '../../web/format.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { ListKind } from '../taxonomy/taxonomy.types.js';
import { demandTemplate, type DemandTemplate } from './demand-templates.js';
import type { ListingView } from './listing.dto.js';
import type { ListingContent } from './listing.types.js';

/** What the codes of a listing are called, in the reader's language; null where there is none. */
export interface ListingNames {
  readonly category: string | null;
  readonly categoryPath: readonly { readonly code: string; readonly name: string }[];
  readonly industry: string | null;
  readonly region: string;
  readonly serviceRegions: readonly string[];
  readonly certificates: readonly string[];
}

/** What a list of listings can be narrowed to. */
export type ListFilter = 'region' | 'category' | 'industry';

/** Names and choices of the code lists, as the pages of listings show them. */
@Injectable()
export class ListingNaming {
  constructor(private readonly taxonomy: TaxonomyService) {}

  of(content: Pick<ListingContent, 'categoryCode' | 'industryCode' | 'regionCode' | 'serviceRegions' | 'certificates'>, language: Language): ListingNames {
    const { taxonomy } = this;
    return {
      category: content.categoryCode && taxonomy.label('service-category', content.categoryCode, language),
      categoryPath: taxonomy
        .codePath('service-category', content.categoryCode)
        .map((code) => ({ code, name: taxonomy.label('service-category', code, language) })),
      industry: content.industryCode && taxonomy.label('industry', content.industryCode, language),
      region: this.region(content.regionCode, language),
      serviceRegions: content.serviceRegions.map((code) => this.region(code, language)),
      certificates: content.certificates.map((code) => taxonomy.label('certificate', code, language)),
    };
  }

  region(code: string, language: Language): string {
    return this.taxonomy.regionPath(code)[language];
  }

  category(code: string | null, language: Language): string | null {
    return code && this.taxonomy.label('service-category', code, language);
  }

  /** The names of all categories, for a picker to suggest. */
  categories(language: Language): string[] {
    return this.taxonomy.choices('service-category', null).flatMap((top) => [top, ...this.taxonomy.choices('service-category', top.code)].map(({ code }) => this.taxonomy.label('service-category', code, language)));
  }

  topCategories(language: Language): Option[] {
    return this.taxonomy.choices('service-category', null).map(({ code }) => ({ value: code, label: this.taxonomy.label('service-category', code, language) }));
  }

  /** What providers ask first about what a form says: by its category, or by the one that its words speak of; undefined without either. */
  template({ categoryCode, title, body }: FormValues): DemandTemplate | undefined {
    const code = categoryCode ? String(categoryCode) : this.taxonomy.guessCategory(`${title ?? ''} ${body ?? ''}`);
    return demandTemplate(this.taxonomy.codePath('service-category', code));
  }

  /** What a list of listings can be narrowed to: the tops of the lists, and what is chosen below them. Industries only where one is chosen. */
  filterChoices(chosen: Readonly<Partial<Record<ListFilter, string>>>, language: Language): Record<ListFilter, Option[]> {
    const options = (kind: ListKind, code: string | undefined, name: (code: string) => string): Option[] => {
      const tops = this.taxonomy.choices(kind, null).map((entry) => entry.code);
      const isBelow = code !== undefined && !tops.includes(code) && this.taxonomy.tree(kind).find(code) !== undefined;
      return [...(isBelow ? [code] : []), ...tops].map((value) => ({ value, label: name(value) }));
    };
    const label = (kind: ListKind) => (code: string) => this.taxonomy.label(kind, code, language);
    return {
      region: options('region', chosen.region, (code) => this.region(code, language)),
      category: options('service-category', chosen.category, label('service-category')),
      industry: chosen.industry === undefined ? [] : options('industry', chosen.industry, label('industry')),
    };
  }

  /** The provinces and the cities below them, as places that one may serve. */
  serviceRegions(language: Language): Option[] {
    return this.taxonomy.choices('region', null).flatMap(({ code }) => [
      { value: code, label: this.taxonomy.label('region', code, language) },
      ...this.taxonomy
        .choices('region', code)
        .filter(({ level }) => level === 'prefecture' || level === 'overlay')
        .map((city) => ({ value: city.code, label: this.region(city.code, language) })),
    ]);
  }

  certificates(language: Language): Option[] {
    return this.taxonomy.choices('certificate', null).map(({ code }) => ({ value: code, label: this.taxonomy.label('certificate', code, language) }));
  }

  /** A listing as its form shows it; an edit that came back is shown as it was sent, so that only what was wrong is changed. */
  formValues(view: ListingView, language: Language): FormValues {
    const returned = view.own?.revision?.status === 'returned' ? view.own.revision.content : {};
    const listing = { ...view, ...returned };
    const wan = (yuan: number | null): string => (yuan === null ? '' : wanOfYuan(yuan));
    return {
      title: listing.title,
      body: listing.body,
      product: listing.product,
      materials: listing.materials,
      methods: listing.methods,
      effect: listing.effect,
      application: listing.application,
      category: listing.categoryCode && this.taxonomy.label('service-category', listing.categoryCode, language),
      categoryCode: listing.categoryCode,
      region: this.region(listing.regionCode, language),
      regionCode: listing.regionCode,
      industry: listing.industryCode && this.taxonomy.label('industry', listing.industryCode, language),
      industryCode: listing.industryCode,
      serviceRegions: listing.serviceRegions,
      quantity: listing.quantity,
      budgetMin: wan(listing.budgetMin),
      budgetMax: wan(listing.budgetMax),
      deadline: listing.deadline,
      leadDays: listing.leadDays,
      certificates: listing.certificates,
      tags: formatList(listing.tags, language),
      seats: listing.seats,
      version: listing.version,
    };
  }
}
