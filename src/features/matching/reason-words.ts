import type { Language, Text } from '../../shared/language.js';
import { say } from '../../shared/language.js';
import { formatList, formatMoney, formatMoneyRange } from '../../web/format.js';
import type { Reason, ReasonParam } from './explanation.js';
import { AMOUNT_TEXTS, CONSTRAINT_TEXTS, REASON_TEXTS } from './explanation.texts.js';
import type { MoneyRange } from './facts.js';

/** Names of codes in a language; the taxonomy's `label` fits. */
export type NameOf = (kind: 'region' | 'industry' | 'service-category' | 'certificate', code: string, language: Language) => string;

const TEXTS: Readonly<Record<string, Text>> = { ...REASON_TEXTS, ...CONSTRAINT_TEXTS };

/**
 * A stored reason as a sentence without a full stop, told to the factory unless `wording` has other words for another
 * reader. A code from a later version of the program stays visible as itself.
 */
export function sayReason({ code, params }: Reason, language: Language, nameOf: NameOf, wording: Readonly<Record<string, Text>> = {}): string {
  const text = Object.hasOwn(wording, code) ? wording[code] : Object.hasOwn(TEXTS, code) ? TEXTS[code] : undefined;
  if (text === undefined) return code;
  return say(text, language, Object.fromEntries(Object.entries(params).map(([key, value]) => [key, sayParam(value, language, nameOf)])));
}

function sayParam(param: ReasonParam, language: Language, nameOf: NameOf): string | number {
  if (typeof param !== 'object') return param;
  if ('region' in param) return nameOf('region', param.region, language);
  if ('industry' in param) return nameOf('industry', param.industry, language);
  if ('category' in param) return nameOf('service-category', param.category, language);
  if ('certificates' in param) return formatList(param.certificates.map((code) => nameOf('certificate', code, language)), language);
  if ('terms' in param) return formatList(param.terms.map(asTyped), language);
  return sayAmounts(param.amounts, language);
}

/** `35–60 万元`, `CNY 350,000–600,000`; an open end in words. */
function sayAmounts({ min, max }: MoneyRange, language: Language): string {
  if (min === null && max !== null) return say(AMOUNT_TEXTS.upTo, language, { max: formatMoney(max, language) });
  if (max === null && min !== null) return say(AMOUNT_TEXTS.from, language, { min: formatMoney(min, language) });
  return formatMoneyRange(min, max, language);
}

/** Terms are kept in lower case; a type or a standard is written in capitals: `RS485`, `PM2.5`. */
function asTyped(term: string): string {
  return /^(?=.*\d)(?=.*[a-z])[\w.+/-]{3,}$/.test(term) ? term.toUpperCase() : term;
}
