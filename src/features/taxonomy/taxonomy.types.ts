/** The platform's code lists. Each has a version and validity dates; none of its codes is an enum in code. */
export const LIST_KINDS = ['region', 'industry', 'service-category', 'certificate'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** A version of a list, as its file states it. */
export interface ListVersion {
  readonly kind: ListKind;
  readonly version: string;
  /** From this day, YYYY-MM-DD, for every entry that states no day of its own. */
  readonly validFrom: string;
  readonly source: string;
}

export interface CodeEntry {
  readonly code: string;
  /** The next wider entry; null at the top and in flat lists. */
  readonly parent: string | null;
  readonly nameZh: string;
  /** Null where the list has no English name; `label` then says the next wider one. */
  readonly nameEn: string | null;
  /** Other words for it that people write, in either language. */
  readonly synonyms: readonly string[];
  /** First day on which it may be chosen, YYYY-MM-DD. */
  readonly validFrom: string;
  /** First day on which it may no longer be chosen; null: no end is known. */
  readonly validTo: string | null;
}

export type RegionLevel = 'province' | 'prefecture' | 'county' | 'overlay';

/**
 * A region of GB/T 2260 in its significant digits: 13, 1309, 130981. A part's code begins with the whole's. An overlay (雄安新区,
 * 1331) stands beside the tree and says which regions it is made of.
 */
export interface RegionEntry extends CodeEntry {
  readonly level: RegionLevel;
  /** Syllables of the Chinese name, parted by spaces: `bo tou shi`. */
  readonly pinyin: string;
  /** Codes of the regions that an overlay is made of; empty for all others. */
  readonly members: readonly string[];
}

export type CertificateKind = 'management' | 'capability' | 'product' | 'licence' | 'title';

export interface CertificateEntry extends CodeEntry {
  readonly kind: CertificateKind;
}

/** All lists at one time, each in the order of its file. */
export interface CodeLists {
  readonly region: readonly RegionEntry[];
  readonly industry: readonly CodeEntry[];
  readonly 'service-category': readonly CodeEntry[];
  readonly certificate: readonly CertificateEntry[];
}
