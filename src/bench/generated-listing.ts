import type { DemandFacts, OfferingFacts } from '../features/matching/facts.js';
import type { EnterpriseFacts } from '../features/matching/search-documents.js';
import { demandDocument, enterpriseDocument, offeringDocument } from '../features/matching/search-documents.js';
import type { TermSource } from '../features/matching/terms/term-pipeline.js';
import type { SearchDocument, SearchText } from '../platform/search/search-document.js';

interface Generated<Kind, Facts> {
  readonly kind: Kind;
  /** An enterprise has its name as the title and its description as the body. */
  readonly text: TermSource;
  readonly facts: Facts;
}

/** A listing or an enterprise as it would be read from the rows: what scoring knows of it, and its text. */
export type GeneratedListing = Generated<'offering', OfferingFacts> | Generated<'demand', DemandFacts> | Generated<'enterprise', EnterpriseFacts>;

/** As the search index holds it. */
export function documentOf(listing: GeneratedListing): SearchDocument {
  const text = normalisedText(listing.text);
  switch (listing.kind) {
    case 'offering':
      return offeringDocument(listing.facts, text);
    case 'demand':
      return demandDocument(listing.facts, text);
    case 'enterprise':
      return enterpriseDocument(listing.facts);
  }
}

/** Generated texts are short and made of normalised words, but for capitals and commas: the same as `searchText`, at a tenth of the time. */
function normalisedText({ title, body }: TermSource): SearchText {
  return { title: title.toLowerCase(), body: body.toLowerCase().replaceAll('，', ',') };
}
