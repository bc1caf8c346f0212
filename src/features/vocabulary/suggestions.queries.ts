import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { IndexTerms } from '../../platform/search/index-terms.js';
import { Clock } from '../../shared/clock.js';
import type { Language } from '../../shared/language.js';
import { TermsService } from '../matching/terms.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { cleanTyped } from './understanding/typed-runs.js';
import { VocabularyQueries } from './vocabulary.queries.js';

/** What one may take over while typing: a word, a category, the title of a listing, an enterprise. */
export interface SearchSuggestion {
  readonly kind: 'word' | 'category' | 'title' | 'enterprise';
  readonly text: string;
}

const MOST = 10;
const MOST_OF_A_KIND = 4;
/** Nobody is helped to end what is longer than this. */
const LONGEST_TYPED = 40;
/** Rows whose beginning is compared, for titles. */
const ROWS = 200;

/** Above every sign that a title may hold. */
const END = '\u{10ffff}';

/** Ends of what is being typed, from what everybody may see. Each question goes by a prefix of an index and is bounded. */
@Injectable()
export class SuggestionsQueries {
  constructor(
    private readonly database: Database,
    private readonly index: IndexTerms,
    private readonly vocabulary: VocabularyQueries,
    private readonly terms: TermsService,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  /** Best first, at most ten; none for nothing. The last word alone is gone on with, what stands before it stays. */
  async of(typed: string, language: Language): Promise<SearchSuggestion[]> {
    const clean = cleanTyped(typed);
    if (clean === '' || [...clean].length > LONGEST_TYPED) return [];
    const [before, last] = atLastWord(clean);
    const folded = this.terms.cutter.normalise(last);
    const [words, titles, enterprises] = await Promise.all([this.words(folded), this.titles(this.terms.cutter.normalise(clean)), this.enterprises(clean)]);
    const categories = last.length < 2 ? [] : this.taxonomy.suggest('service-category', last, MOST_OF_A_KIND).map(({ code }) => this.taxonomy.label('service-category', code, language));
    const all: SearchSuggestion[] = [
      ...words.map((text) => ({ kind: 'word' as const, text: before + text })),
      ...categories.map((text) => ({ kind: 'category' as const, text })),
      ...titles.map((text) => ({ kind: 'title' as const, text })),
      ...enterprises.map((text) => ({ kind: 'enterprise' as const, text })),
    ];
    const unique = new Map(all.filter(({ text }) => text !== clean).map((suggestion) => [suggestion.text, suggestion]));
    return [...unique.values()].slice(0, MOST);
  }

  /** Only words that something on the market says at this moment. */
  private async words(folded: string): Promise<string[]> {
    const found = await this.vocabulary.beginningWith(folded, 2 * MOST_OF_A_KIND);
    const said = await this.index.counts(found.map(({ probe }) => probe), 1);
    return found.filter(({ probe }) => said.has(probe)).map(({ word }) => word).slice(0, MOST_OF_A_KIND);
  }

  private async titles(folded: string): Promise<string[]> {
    const rows = await this.database.query<{ title: string }>(
      `select distinct l.title
         from (select document from search_text where left(title, 64) collate "C" >= left($1, 64) and left(title, 64) collate "C" < left($1, 64) || '${END}' limit ${ROWS}) t
         join search_document d on d.number = t.document
         join listing l on l.id = d.id and l.status = 'published' and l.expires_at > $2
         join enterprise e on e.id = l.enterprise_id and e.status = 'verified'
        order by l.title limit $3`,
      [folded, this.clock.now(), MOST_OF_A_KIND],
    );
    return rows.map(({ title }) => title);
  }

  private async enterprises(typed: string): Promise<string[]> {
    const rows = await this.database.query<{ name: string }>(
      `select name from enterprise where status = 'verified' and name collate "C" >= $1 and name collate "C" < $1 || '${END}' order by name collate "C" limit $2`,
      [typed, MOST_OF_A_KIND],
    );
    return rows.map(({ name }) => name);
  }
}

/** What stands before the last word, with its space, and the last word. */
function atLastWord(text: string): [before: string, last: string] {
  const at = text.lastIndexOf(' ') + 1;
  return [text.slice(0, at), text.slice(at)];
}
