import type { FacetCount } from '../../platform/search/search-index.js';
import { type Language, say } from '../../shared/language.js';
import type { FacetGroup, FacetOption } from '../../web/components/facets.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { longCertificate } from './certificate-name.js';
import type { SearchOutcome } from './directory.queries.js';
import { bandName } from './band-names.js';
import { DEADLINE_BANDS } from './deadline-bands.js';
import { FILTER_LISTS, FILTERS, type FilterName, type ListFilter, type SearchState } from './directory.types.js';
import { isListFilter } from './search-filters.js';
import { BUDGET_BANDS } from '../matching/budget-bands.types.js';
import { DIRECTORY_TEXTS as T } from './directory.texts.js';

/** Choices of a filter that stand open; the others wait behind their own summary. */
const OPEN_CHOICES = 8;

/** The filters beside the results: what would leave something, and what is chosen. A tree opens below what is chosen. */
export function facetGroups(outcome: SearchOutcome, state: SearchState, taxonomy: TaxonomyService, language: Language): FacetGroup[] {
  return FILTERS.map((filter): FacetGroup => {
    const chosen = state.filters[filter];
    // A demand asks for certificates, a provider holds them.
    const isAskedFor = filter === 'certificate' && state.kind === 'demand';
    const options = optionsOf(filter, outcome.facets[filter], chosen, taxonomy, language);
    const isOpen = (option: FacetOption, i: number): boolean => i < OPEN_CHOICES || (option.depth ?? 0) > 0 || chosen.includes(option.value);
    const open = options.filter(isOpen);
    const rest = options.filter((option, i) => !isOpen(option, i));
    return {
      name: filter,
      legend: say(isAskedFor ? T.mustHaveCertificates : isBudget(filter, state) ? T.budgets : T[`filter_${filter}`], language),
      ...(filter === 'certificate' && !isAskedFor && { hint: say(T.certificateHint, language) }),
      options: open,
      chosen,
      ...(rest.length > 0 && { more: { summary: say(T.moreChoices, language, { count: rest.length }), options: rest } }),
    };
  }).filter(({ options }) => options.length > 0);
}

/** A demand has a budget, an offering a price. */
const isBudget = (filter: FilterName, { kind }: SearchState): boolean => filter === 'budget' && kind === 'demand';

function optionsOf(filter: FilterName, counts: readonly FacetCount[], chosen: readonly string[], taxonomy: TaxonomyService, language: Language): FacetOption[] {
  if (!isListFilter(filter)) return bandOptions(filter, counts, chosen, language);
  return filter === 'certificate' ? flatOptions(counts, chosen, taxonomy, language) : new Tree(filter, counts, chosen, taxonomy, language).options();
}

/** Bands in their own order. */
function bandOptions(filter: 'budget' | 'deadline', counts: readonly FacetCount[], chosen: readonly string[], language: Language): FacetOption[] {
  const counted = new Map(counts.map(({ code, count }) => [code, count]));
  const bands: readonly { readonly code: string }[] = filter === 'budget' ? BUDGET_BANDS : DEADLINE_BANDS;
  return bands.filter(({ code }) => counted.has(code) || chosen.includes(code)).map(({ code }) => ({ value: code, label: say(bandName(code), language), count: counted.get(code) ?? 0 }));
}

function flatOptions(counts: readonly FacetCount[], chosen: readonly string[], taxonomy: TaxonomyService, language: Language): FacetOption[] {
  const counted = new Map(counts.map(({ code, count }) => [code, count]));
  const codes = [...new Set([...chosen, ...counts.map(({ code }) => code)])];
  return codes.map((code) => ({ value: code, label: longCertificate(taxonomy, code, language), count: counted.get(code) ?? 0 }));
}

/** The choices of a list that nests. */
class Tree {
  private readonly counts: ReadonlyMap<string, number>;
  private readonly chosen: ReadonlySet<string>;
  /** What is chosen, and all that lies above it: opened. */
  private readonly opened: ReadonlySet<string>;

  constructor(
    private readonly filter: Exclude<ListFilter, 'certificate'>,
    counts: readonly FacetCount[],
    chosen: readonly string[],
    private readonly taxonomy: TaxonomyService,
    private readonly language: Language,
  ) {
    this.counts = new Map(counts.map(({ code, count }) => [code, count]));
    this.chosen = new Set(chosen);
    this.opened = new Set(chosen.flatMap((code) => taxonomy.codePath(FILTER_LISTS[filter], code)));
  }

  options(): FacetOption[] {
    let level = this.below(null);
    // Where everything lies under one heading, the heading tells nothing: begin below it.
    while (level.length === 1 && !this.chosen.has(level[0]!) && this.below(level[0]!).length > 0) level = this.below(level[0]!);
    return level.flatMap((code) => this.branch(code, 0));
  }

  private branch(code: string, depth: number): FacetOption[] {
    const option = { value: code, label: this.taxonomy.label(FILTER_LISTS[this.filter], code, this.language), count: this.count(code), depth };
    return this.opened.has(code) ? [option, ...this.below(code).flatMap((child) => this.branch(child, depth + 1))] : [option];
  }

  /** Places in the order of their list, which people know; subjects by how much there is. */
  private below(parent: string | null): string[] {
    const codes = this.taxonomy
      .tree(FILTER_LISTS[this.filter])
      .children(parent)
      .map(({ code }) => code)
      .filter((code) => this.count(code) > 0 || this.opened.has(code));
    return this.filter === 'region' ? codes : codes.sort((a, b) => this.count(b) - this.count(a));
  }

  /** An overlay (雄安新区) holds what its members hold: documents name only the tree's own codes. */
  private count(code: string): number {
    const members = this.filter === 'region' ? (this.taxonomy.region(code)?.members ?? []) : [];
    return members.length > 0 ? members.reduce((sum, member) => sum + (this.counts.get(member) ?? 0), 0) : (this.counts.get(code) ?? 0);
  }
}
