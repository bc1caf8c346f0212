/** The two languages of pages, mails, errors and CSV headers. Chinese comes first. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One sentence in both languages; `{name}` marks a parameter, `{n|one|many}` chooses by the number n. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type TextParams = Readonly<Record<string, string | number>>;

/** Keeps the literal keys of a feature's catalogue, so that a missing text is a type error. */
export function defineTexts<T extends Record<string, Text>>(texts: T): T {
  return texts;
}

const PLURALS = { zh: new Intl.PluralRules('zh'), en: new Intl.PluralRules('en') };

/**
 * The text in one language with its parameters filled in. The result is plain text: whoever writes HTML escapes it.
 * A parameter that is not given stays visible as `{name}`, which the pages' tests look for.
 */
export function say(text: Text, language: Language, params: TextParams = {}): string {
  return text[language].replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (one === undefined || many === undefined) return String(value);
    return PLURALS[language].select(Number(value)) === 'one' ? one : many;
  });
}
