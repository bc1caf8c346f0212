import { Injectable } from '@nestjs/common';
import type { Language } from '../../shared/language.js';
import { formatList } from '../../web/format.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { CERTIFICATE, type EvidenceAttribute } from './enterprises.types.js';

/** The codes of an enterprise in words, for pages. */
export interface EnterpriseLabels {
  readonly region: string;
  readonly industry: string;
  readonly preferredRegions: string;
  readonly preferredIndustries: string;
}

interface Coded {
  readonly regionCode: string;
  readonly industryCode: string | null;
  readonly preferredRegions: readonly string[];
  readonly preferredIndustries: readonly string[];
}

@Injectable()
export class EnterpriseLabelsService {
  constructor(private readonly taxonomy: TaxonomyService) {}

  of({ regionCode, industryCode, preferredRegions, preferredIndustries }: Coded, language: Language): EnterpriseLabels {
    const { taxonomy } = this;
    return {
      region: taxonomy.regionPath(regionCode)[language],
      industry: industryCode === null ? '' : taxonomy.label('industry', industryCode, language),
      preferredRegions: formatList(preferredRegions.map((code) => taxonomy.regionPath(code)[language]), language),
      preferredIndustries: formatList(preferredIndustries.map((code) => taxonomy.label('industry', code, language)), language),
    };
  }

  /** A certificate by its name in the list; all else is in the enterprise's own words. */
  evidence(attribute: EvidenceAttribute, value: string, language: Language): string {
    return attribute === CERTIFICATE ? this.taxonomy.label('certificate', value, language) : value;
  }
}
