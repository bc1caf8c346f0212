import { Injectable } from '@nestjs/common';
import { parseForm } from '../../platform/http/validation.js';
import type { FieldError } from '../../shared/errors.js';
import type { Language } from '../../shared/language.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { CodeEntry, ListKind } from '../taxonomy/taxonomy.types.js';
import { CHECK_TEXTS } from './listing-checks.texts.js';
import { inputOfForm, listingForm } from './listing-form.dto.js';
import { LIMITS } from './listing.dto.js';
import type { ListingRow, RowField, RowReading } from './listing-rows.types.js';
import type { ListingKind } from './listing.types.js';

/** Codes that a row may name in words, and what to say of words that name none. */
const CODED = {
  category: { list: 'service-category', many: false, problem: CHECK_TEXTS.category },
  industry: { list: 'industry', many: false, problem: CHECK_TEXTS.industry },
  region: { list: 'region', many: false, problem: CHECK_TEXTS.region },
  serviceRegions: { list: 'region', many: true, problem: CHECK_TEXTS.region },
  certificates: { list: 'certificate', many: true, problem: CHECK_TEXTS.certificate },
} as const satisfies Partial<Record<RowField, { list: ListKind; many: boolean; problem: { zh: string; en: string } }>>;

/** Reads rows of a sheet by the rules of the form: amounts in 万元, places and categories by name or code, days as people write them. */
@Injectable()
export class ListingRowsService {
  constructor(private readonly taxonomy: TaxonomyService) {}

  read(kind: ListingKind, row: ListingRow, language: Language): RowReading {
    const problems: FieldError[] = [];
    const codes = Object.fromEntries(
      (Object.keys(CODED) as (keyof typeof CODED)[]).map((field) => {
        const { list, many, problem } = CODED[field];
        const names = many ? parted(row[field]) : [row[field]?.trim() ?? ''].filter(Boolean);
        const found = names.map((name) => this.code(list, name));
        if (found.includes(null)) problems.push({ field, ...problem });
        return [field, found.filter((code) => code !== null)];
      }),
    ) as Record<keyof typeof CODED, string[]>;
    const { category: _c, industry: _i, region: _r, serviceRegions: _s, certificates: _z, externalId, deadline, ...plain } = row;
    const isDemand = kind === 'demand';
    const form = parseForm(listingForm, {
      ...plain,
      serviceRegions: isDemand ? [] : codes.serviceRegions,
      certificates: codes.certificates,
      deadline: isDemand ? isoDay(deadline ?? '') : '',
    });
    if (!form.ok) problems.push(...form.errors);
    if ((externalId?.length ?? 0) > LIMITS.externalId) problems.push({ field: 'externalId', ...CHECK_TEXTS.externalId });
    if (!form.ok || problems.length > 0) return { ok: false, problems };
    const { content, tags, seats } = inputOfForm(form.values, { regionCode: codes.region[0] ?? null, industryCode: codes.industry[0] ?? null, categoryCode: codes.category[0] ?? null });
    const own = isDemand ? { ...content, leadDays: null } : { ...content, deadline: null };
    return { ok: true, item: { content: own, tags, seats: isDemand ? seats : null, externalId: externalId?.trim() || null, language } };
  }

  /** What an entry is called: a place also in short, and with all that it lies in. */
  private namesOf(list: ListKind, { code, nameZh, nameEn, synonyms }: CodeEntry): string[] {
    const names = [nameZh, ...(nameEn === null ? [] : [nameEn]), ...synonyms];
    if (list !== 'region') return names;
    const { zh, en } = this.taxonomy.regionPath(code);
    return [...names, zh, zh.split(' ').at(-1)!, en, en.split(',')[0]!, this.taxonomy.tree(list).path(code).map((entry) => entry.nameZh).join('')];
  }

  /** A code, or the one entry that a name means; null when it means none, or several. */
  private code(list: ListKind, text: string): string | null {
    const exact = list === 'region' ? this.taxonomy.region(text) : this.taxonomy.tree(list).find(text.toUpperCase());
    if (exact) return exact.code;
    const typed = bare(text);
    const named = this.taxonomy.tree(list).entries.filter((entry) => this.namesOf(list, entry).some((name) => bare(name) === typed));
    // 河北 is the province before it is a district of Tianjin.
    const widest = Math.min(...named.map(({ code }) => code.length));
    const meant = list === 'region' ? named.filter(({ code }) => code.length === widest) : named;
    if (meant.length === 1) return meant[0]!.code;
    if (named.length > 1) return null;
    const suggested = this.taxonomy.suggest(list, text, 2);
    return suggested.length === 1 ? suggested[0]!.code : null;
  }
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[\s,，>\/-]+/g, '');

function parted(text = ''): string[] {
  return text
    .split(/[,，、;；\n|]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `2027/3/31`, `2027.3.31`, `2027年3月31日` as `2027-03-31`; anything else as it is, for the form to refuse. */
function isoDay(text: string): string {
  const [, year, month, day] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.trim()) ?? [];
  return year === undefined ? text.trim() : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
}
