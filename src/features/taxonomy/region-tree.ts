import type { Language, Text } from '../../shared/language.js';
import { CodeTree } from './code-tree.js';
import type { RegionEntry } from './taxonomy.types.js';

/** 沧州市 → 沧州, 青龙满族自治县 → 青龙; 滨海新区, 井陉矿区 and 赵县 stay whole, because nobody calls them by less. */
export function shortRegionName(nameZh: string): string {
  if (/(新区|矿区)$/.test(nameZh)) return nameZh;
  const short = nameZh.replace(/(?:(?:满族|回族|蒙古族)+自治县|省|市|区|县)$/, '');
  return short.length >= 2 ? short : nameZh;
}

const shortRegionNameEn = (nameEn: string): string => nameEn.replace(/ (?:(?:\w+ )*?Autonomous County|District|County)$/, '');

/** The regions: a tree by code, with overlays that are made of regions of the tree. */
export class RegionTree extends CodeTree<RegionEntry> {
  /** Overlays by the code of a member. */
  private readonly overlays = new Map<string, string[]>();

  constructor(entries: readonly RegionEntry[]) {
    super(entries);
    for (const { code, members } of entries) {
      for (const member of members) this.overlays.set(member, [...(this.overlays.get(member) ?? []), code]);
    }
  }

  /** As one reads an address: 「河北 沧州 泊头」 and `Botou, Cangzhou, Hebei`. An unknown code is its own name. */
  pathText(code: string): Text {
    const path = this.path(code);
    if (path.length === 0) return { zh: code, en: code };
    return {
      zh: path.map(({ nameZh }) => shortRegionName(nameZh)).join(' '),
      en: path.map(({ nameEn, nameZh }) => shortRegionNameEn(nameEn ?? nameZh)).reverse().join(', '),
    };
  }

  /** The name alone, short: 泊头, Botou. */
  shortName(code: string, language: Language): string {
    const entry = this.find(code);
    if (!entry) return code;
    return language === 'zh' ? shortRegionName(entry.nameZh) : shortRegionNameEn(entry.nameEn ?? entry.nameZh);
  }

  /** Codes of a region, of all below it, of an overlay's members, and of the overlays that lie inside it as a whole. */
  override under(code: string): string[] {
    const inside = super.under(code);
    const members = inside.flatMap((part) => this.find(part)?.members ?? []).flatMap((member) => super.under(member));
    const all = new Set([...inside, ...members]);
    const within = [...all].flatMap((part) => this.overlays.get(part) ?? []).filter((overlay) => this.find(overlay)?.members.every((m) => all.has(m)));
    return [...new Set([...all, ...within])];
  }

  /**
   * Codes of all regions that hold a region as a whole, itself first: a provider serves 130629 when it serves any of 130629, 1306, 13 or the
   * overlay 1331. For a query, `service_regions && $codes`. Empty for an unknown code.
   */
  covering(code: string): string[] {
    const region = this.find(code);
    if (!region) return [];
    const around = (part: string): string[] => {
      const path = this.path(part).map((entry) => entry.code).reverse();
      return [...path, ...path.flatMap((step) => this.overlays.get(step) ?? [])];
    };
    if (region.members.length === 0) return [...new Set(around(code))];
    // What holds every member holds the overlay.
    const [first = [], ...rest] = region.members.map(around);
    const shared = first.filter((holder) => rest.every((holders) => holders.includes(holder)));
    return [...new Set([...around(code), ...shared])];
  }

  /** Does a provider that serves these regions (none: everywhere) serve a region as a whole? */
  covers(serviceRegions: readonly string[], code: string): boolean {
    if (serviceRegions.length === 0) return true;
    const holders = new Set(this.covering(code));
    return serviceRegions.some((served) => holders.has(served));
  }
}
