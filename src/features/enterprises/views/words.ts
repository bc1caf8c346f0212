import { say, type TextParams } from '../../../shared/language.js';
import type { PageContext } from '../../../web/page-context.js';
import { ENTERPRISE_TEXTS } from '../enterprises.texts.js';

export type TextKey = keyof typeof ENTERPRISE_TEXTS;
export type Words = (key: TextKey, params?: TextParams) => string;

/** Says the feature's texts in the page's language. */
export function words(ctx: PageContext): Words {
  return (key, params) => say(ENTERPRISE_TEXTS[key], ctx.language, params);
}
