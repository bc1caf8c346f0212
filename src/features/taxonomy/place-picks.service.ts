import { Injectable } from '@nestjs/common';
import type { Language } from '../../shared/language.js';
import type { Place } from '../../web/components/picker.js';
import { TaxonomyService } from './taxonomy.service.js';
import type { ListKind } from './taxonomy.types.js';

/** Lists that one picks from by typing. */
export type PickKind = 'region' | 'industry' | 'category';

/** What somebody typed into a picker: the code that is meant, or those to choose among. */
export interface PlacePick {
  /** Null while none is chosen. */
  readonly code: string | null;
  /** What the field shows: the whole name of what is chosen, else what was typed. */
  readonly text: string;
  /** To choose among; empty when a code is chosen or nothing was found. */
  readonly found: readonly Place[];
}

const LISTS = { region: 'region', industry: 'industry', category: 'service-category' } as const satisfies Record<PickKind, ListKind>;
const MOST_FOUND = 8;
const LONGEST = 100;

/** One way to pick a region, an industry or a service category by typing, for every form that has such a field. */
@Injectable()
export class PlacePicksService {
  constructor(private readonly taxonomy: TaxonomyService) {}

  /**
   * Finds what is meant by a name, pinyin, initials or a code. What was chosen before counts as long as it still goes with what is written
   * now; an emptied field means nothing. A name that several have is for the reader to choose.
   *
   * @param chosen the code that came along with the words; '' for none
   */
  pick(kind: PickKind, typed: string, chosen: string, language: Language): PlacePick {
    const text = typed.trim().slice(0, LONGEST);
    if (text === '') return { code: null, text, found: [] };
    const known = this.codeOf(kind, chosen);
    if (known !== undefined && this.name(kind, known, language) === text) return { code: known, text, found: [] };
    const found = this.taxonomy.suggest(LISTS[kind], text, MOST_FOUND).map(({ code }) => ({ code, name: this.name(kind, code, language) }));
    const exact = found.filter(({ name }) => name === text);
    const meant = found.find(({ code }) => code === known) ?? only(exact) ?? only(found);
    return meant ? { code: meant.code, text: meant.name, found: [] } : { code: null, text, found };
  }

  /** The whole name, as a picker shows it: 河北 沧州 泊头. */
  name(kind: PickKind, code: string, language: Language): string {
    return kind === 'region' ? this.taxonomy.regionPath(code)[language] : this.taxonomy.label(LISTS[kind], code, language);
  }

  private codeOf(kind: PickKind, code: string): string | undefined {
    return (kind === 'region' ? this.taxonomy.region(code) : this.taxonomy.tree(LISTS[kind]).find(code))?.code;
  }
}

function only(places: readonly Place[]): Place | undefined {
  return places.length === 1 ? places[0] : undefined;
}
