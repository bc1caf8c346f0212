import type { Language, Text } from '../../shared/language.js';
import { CategoryGuesser } from './category-guess.js';
import { CodeTree, isValidOn } from './code-tree.js';
import { RegionTree, shortRegionName } from './region-tree.js';
import { Suggestions } from './suggestions.js';
import type { CertificateEntry, CodeEntry, CodeLists, ListKind, RegionEntry } from './taxonomy.types.js';

const SUGGESTIONS = 10;

/** All code lists in memory, and the questions one asks them. Pure: it is given the lists and the day. */
export class Taxonomy {
  private regions: RegionTree;
  private trees: { readonly [Kind in ListKind]: CodeTree<CodeLists[Kind][number]> };
  private finders: { readonly [Kind in ListKind]: Suggestions<CodeLists[Kind][number]> };
  private guesser: CategoryGuesser;

  /** @param today YYYY-MM-DD, asked anew each time: entries come and go */
  constructor(
    lists: CodeLists,
    private readonly today: () => string,
  ) {
    this.use(lists);
  }

  /** Answers from these lists from now on. */
  protected use(lists: CodeLists): void {
    this.regions = new RegionTree(lists.region);
    this.trees = {
      region: this.regions,
      industry: new CodeTree(lists.industry),
      'service-category': new CodeTree(lists['service-category']),
      certificate: new CodeTree(lists.certificate),
    };
    this.guesser = new CategoryGuesser(lists['service-category']);
    this.finders = {
      region: new Suggestions(lists.region, (region) => ({
        pinyin: region.pinyin,
        names: [shortRegionName(region.nameZh)],
        context: this.regions.pathText(region.code).zh,
      })),
      industry: new Suggestions(lists.industry),
      'service-category': new Suggestions(lists['service-category']),
      certificate: new Suggestions(lists.certificate),
    };
  }

  tree<Kind extends ListKind>(kind: Kind): CodeTree<CodeLists[Kind][number]> {
    return this.trees[kind];
  }

  /** The region of a code, also a former one. Takes the six-digit form of a province or a city too: 130900 is 1309. */
  region(code: string): RegionEntry | undefined {
    return this.regions.find(code) ?? this.regions.find(code.replace(/(?:00){1,2}$/, ''));
  }

  /** 「河北 沧州 泊头」, `Botou, Cangzhou, Hebei`. */
  regionPath(code: string): Text {
    return this.regions.pathText(code);
  }

  /** The name alone, short: 泊头, Botou. */
  regionName(code: string, language: Language): string {
    return this.regions.shortName(code, language);
  }

  regionsUnder(code: string): string[] {
    return this.regions.under(code);
  }

  /** Codes of all regions, itself first, of which serving one means serving this one. See `RegionTree.covering`. */
  coveringRegions(code: string): string[] {
    return this.regions.covering(code);
  }

  /** Does a provider with these service regions (none: everywhere) serve a region? */
  covers(serviceRegions: readonly string[], regionCode: string): boolean {
    return this.regions.covers(serviceRegions, regionCode);
  }

  industry(code: string): CodeEntry | undefined {
    return this.trees.industry.find(code);
  }

  category(code: string): CodeEntry | undefined {
    return this.trees['service-category'].find(code);
  }

  certificate(code: string): CertificateEntry | undefined {
    return this.trees.certificate.find(code);
  }

  /** May the code be chosen today? */
  isValid(kind: ListKind, code: string): boolean {
    return this.tree(kind).isValid(code, this.today());
  }

  isRegion(code: string): boolean {
    return this.isValid('region', code);
  }

  isIndustry(code: string): boolean {
    return this.isValid('industry', code);
  }

  isCategory(code: string): boolean {
    return this.isValid('service-category', code);
  }

  isCertificate(code: string): boolean {
    return this.isValid('certificate', code);
  }

  /** Codes from the top of the list to the code itself: `['13', '1309', '130981']`; empty for null or an unknown code. */
  codePath(kind: ListKind, code: string | null): readonly string[] {
    return code === null ? [] : this.tree(kind).codePath(code);
  }

  /** The name of a code in a language; the code itself when it is unknown. */
  label(kind: ListKind, code: string, language: Language): string {
    return this.tree(kind).label(code, language);
  }

  /** The entries right below one (null: at the top) that may be chosen today. */
  choices<Kind extends ListKind>(kind: Kind, parent: string | null): CodeLists[Kind][number][] {
    const today = this.today();
    return this.tree(kind).children(parent).filter((entry) => isValidOn(entry, today));
  }

  /** Entries that fit what somebody typed and may be chosen today, best first. */
  suggest<Kind extends ListKind>(kind: Kind, text: string, limit = SUGGESTIONS): CodeLists[Kind][number][] {
    const today = this.today();
    return this.finders[kind].find(text, limit, (entry) => isValidOn(entry, today));
  }

  suggestRegions(text: string, limit = SUGGESTIONS): RegionEntry[] {
    return this.suggest('region', text, limit);
  }

  suggestIndustries(text: string, limit = SUGGESTIONS): CodeEntry[] {
    return this.suggest('industry', text, limit);
  }

  /** The service category that a text most likely speaks of, by the words of the list; null when it says none clearly. */
  guessCategory(text: string): string | null {
    return this.guesser.guesses(text, 1)[0]?.code ?? null;
  }
}
