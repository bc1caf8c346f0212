import { Injectable } from '@nestjs/common';
import type { Language } from '../../shared/language.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';

export interface CodeChoice {
  readonly value: string;
  readonly label: string;
}

/** The regions and industries that an enterprise can tick as what it likes: the wide ones, and whatever it has chosen already. */
@Injectable()
export class EnterpriseChoicesService {
  constructor(private readonly taxonomy: TaxonomyService) {}

  of(chosen: { readonly preferredRegions: readonly string[]; readonly preferredIndustries: readonly string[] }, language: Language): { regions: CodeChoice[]; industries: CodeChoice[] } {
    const { taxonomy } = this;
    const regions = taxonomy.choices('region', null).flatMap(({ code }) => [code, ...(code.length === 2 ? this.prefectures(code) : [])]);
    const industries = taxonomy.choices('industry', 'C').map(({ code }) => code);
    return {
      regions: unique([...regions, ...chosen.preferredRegions]).map((value) => ({ value, label: taxonomy.regionPath(value)[language] })),
      industries: unique([...industries, ...chosen.preferredIndustries]).map((value) => ({ value, label: taxonomy.label('industry', value, language) })),
    };
  }

  /** Cities below a province; the counties below a municipality are too many to tick. */
  private prefectures(code: string): string[] {
    return this.taxonomy.choices('region', code).filter(({ level }) => level === 'prefecture').map((region) => region.code);
  }
}

function unique(codes: readonly string[]): string[] {
  return [...new Set(codes)];
}
