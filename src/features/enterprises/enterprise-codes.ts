import { Injectable } from '@nestjs/common';
import { AppError, type FieldError } from '../../shared/errors.js';
import type { Text } from '../../shared/language.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';

interface Coded {
  readonly regionCode: string;
  readonly industryCode: string | null;
  readonly preferredIndustries: readonly string[];
  readonly preferredRegions: readonly string[];
}

/** Holds what an enterprise says of itself to the code lists. */
@Injectable()
export class EnterpriseCodes {
  constructor(private readonly taxonomy: TaxonomyService) {}

  /**
   * The same with each region in the form of the list: 130900, as people know it, is 1309 there.
   * @throws AppError enterprise.unknown-codes with each field whose code is on no list
   */
  stored<T extends Coded>(facts: T): T {
    const { taxonomy } = this;
    const isIndustry = (code: string): boolean => taxonomy.industry(code) !== undefined;
    const region = taxonomy.region(facts.regionCode);
    const preferredRegions = facts.preferredRegions.map((code) => taxonomy.region(code)?.code);
    const wrong = [
      region ? null : problem('regionCode', ENTERPRISE_ERRORS.unknownRegion),
      facts.industryCode === null || isIndustry(facts.industryCode) ? null : problem('industryCode', ENTERPRISE_ERRORS.unknownCodes),
      facts.preferredIndustries.every(isIndustry) ? null : problem('preferredIndustries', ENTERPRISE_ERRORS.unknownCodes),
      preferredRegions.includes(undefined) ? problem('preferredRegions', ENTERPRISE_ERRORS.unknownCodes) : null,
    ].filter((one) => one !== null);
    if (!region || wrong.length > 0) throw new AppError(ENTERPRISE_ERRORS.unknownCodes, {}, wrong);
    return {
      ...facts,
      regionCode: region.code,
      preferredRegions: [...new Set(preferredRegions)],
      preferredIndustries: [...new Set(facts.preferredIndustries)],
    };
  }
}

function problem(field: string, { zh, en }: Text): FieldError {
  return { field, zh, en };
}
