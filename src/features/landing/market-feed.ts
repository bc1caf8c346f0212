import type { Language } from '../../shared/language.js';
import { xmlText } from './xml.js';

export interface FeedEntry {
  /** A UUID: the entry's name for ever. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Absolute. */
  readonly url: string;
  readonly author: string;
  readonly category: string | null;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
}

export interface Feed {
  readonly title: string;
  readonly language: Language;
  /** Absolute; the feed's own name too. */
  readonly url: string;
  /** The page that lists the same. */
  readonly pageUrl: string;
  /** The newest first. */
  readonly entries: readonly FeedEntry[];
  /** What an empty feed says of its age. */
  readonly now: Date;
}

/** A feed in Atom 1.0 (RFC 4287). Texts are written as text, whatever they hold. */
export function atom({ title, language, url, pageUrl, entries, now }: Feed): string {
  const updated = entries.reduce((latest, entry) => Math.max(latest, entry.updatedAt.getTime()), 0);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language === 'zh' ? 'zh-Hans' : 'en'}">`,
    `<title>${xmlText(title)}</title>`,
    `<id>${xmlText(url)}</id>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(url)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(pageUrl)}"/>`,
    `<updated>${(updated === 0 ? now : new Date(updated)).toISOString()}</updated>`,
    ...entries.map(
      (entry) =>
        `<entry><id>urn:uuid:${xmlText(entry.id)}</id><title>${xmlText(entry.title)}</title>` +
        `<link rel="alternate" type="text/html" href="${xmlText(entry.url)}"/>` +
        `<author><name>${xmlText(entry.author)}</name></author>` +
        (entry.category === null ? '' : `<category term="${xmlText(entry.category)}"/>`) +
        `<published>${entry.publishedAt.toISOString()}</published><updated>${entry.updatedAt.toISOString()}</updated>` +
        `<summary>${xmlText(entry.summary)}</summary></entry>`,
    ),
    '</feed>',
    '',
  ].join('\n');
}
