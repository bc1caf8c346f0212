import { type Language, say, type Text } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { formatPercent } from '../../../web/format.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import type { Hint, HintCode } from '../review.types.js';

/** A hint in words, with where to look. */
export interface HintWords {
  readonly title: string;
  readonly text: string;
  readonly href: string | null;
}

/** How a hint is called in a row of the queue. */
export const HINT_NAMES: Record<HintCode, Text> = {
  contact: T.hint_contact,
  vague: T.hint_vague,
  duplicate: T.hint_duplicate,
  'uscc-warning': T.hint_uscc_warning,
  'uscc-disputed': T.hint_uscc_disputed,
  namesake: T.hint_namesake,
};

/** The names of a case's hints, each once. */
export function hintNames(hints: readonly { readonly code: HintCode }[], language: Language): string[] {
  return [...new Set(hints.map(({ code }) => HINT_NAMES[code][language]))];
}

export function hintWords(hint: Hint, language: Language, listingKind: 'demand' | 'offering' | null): HintWords {
  const tell = (text: Text, params = {}): string => say(text, language, params);
  const enterprise = (title: Text, code: string, name: string): HintWords => ({
    title: tell(title),
    text: tell(T.otherText, { name, code }),
    href: href({ language }, `/enterprises/${code}`),
  });
  switch (hint.code) {
    case 'contact':
      return { title: tell(T.contactTitle), text: tell(T.contactText, { field: tell(fieldName(hint.field)), excerpt: hint.excerpt }), href: null };
    case 'vague':
      return { title: tell(T.vagueTitle), text: tell(T.vagueText, { n: hint.length }), href: null };
    case 'duplicate':
      return {
        title: tell(T.duplicateTitle, { percent: formatPercent(hint.similarity) }),
        text: tell(T.duplicateText, { title: hint.title, code: hint.listingCode }),
        href: href({ language }, `/${listingKind === 'offering' ? 'offerings' : 'demands'}/${hint.listingCode}`),
      };
    case 'uscc-warning':
      return { title: tell(T.usccTitle), text: tell(T[`uscc_${hint.problem}` as keyof typeof T] ?? T.usccTitle), href: null };
    case 'uscc-disputed':
      return enterprise(T.disputedTitle, hint.enterpriseCode, hint.name);
    case 'namesake':
      return enterprise(T.namesakeTitle, hint.enterpriseCode, hint.name);
  }
}

const FIELDS: Record<string, Text> = {
  title: T.title,
  body: T.body,
  product: T.product,
  materials: T.materials,
  methods: T.methods,
  effect: T.effect,
  application: T.application,
  quantity: T.quantity,
};

function fieldName(field: string): Text {
  return FIELDS[field] ?? { zh: field, en: field };
}
