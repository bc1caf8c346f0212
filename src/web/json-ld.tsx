import type { VNode } from 'preact';

/** One thing in the terms of schema.org, as JSON-LD: `{ '@type': 'Demand', name: … }`. */
export type StructuredData = Readonly<{ '@type': string } & Record<string, unknown>>;

/**
 * A thing for search engines to read. A block of data, which no browser runs, so the policy against inline scripts lets it be; `<` is written
 * as an escape of JSON, so that no text in it can end the block.
 */
export function JsonLd({ data }: { data: StructuredData }): VNode {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

/** The way up from a page. Addresses are absolute. */
export function breadcrumbs(ways: readonly { readonly name: string; readonly url: string }[]): StructuredData {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: ways.map(({ name, url }, i) => ({ '@type': 'ListItem', position: i + 1, name, item: url })),
  };
}
