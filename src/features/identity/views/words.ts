import { say, type TextParams } from '../../../shared/language.js';
import type { PageContext } from '../../../web/page-context.js';
import { IDENTITY_TEXTS } from '../identity.texts.js';

type Key = keyof typeof IDENTITY_TEXTS;

/** Says the feature's texts in the page's language. */
export function words(ctx: PageContext): (key: Key, params?: TextParams) => string {
  return (key, params) => say(IDENTITY_TEXTS[key], ctx.language, params);
}
