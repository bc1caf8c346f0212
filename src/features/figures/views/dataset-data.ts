import { href } from '../../../web/address.js';
import type { StructuredData } from '../../../web/json-ld.js';
import type { PageContext } from '../../../web/page-context.js';
import type { FigureTable } from '../figure-table.js';

/** The tables of a page as schema.org's data sets, for search engines of data. Addresses are absolute. */
export function datasetData(ctx: PageContext, tables: readonly FigureTable[]): StructuredData {
  const { language, publicUrl } = ctx;
  return {
    '@type': 'DataCatalog',
    url: publicUrl + href(ctx, ctx.path),
    inLanguage: language === 'zh' ? 'zh-Hans' : 'en',
    dataset: tables.map(({ dataset, title, definition, period, asOf }) => {
      const address = `${publicUrl}/api/v1/figures/${dataset}`;
      return {
        '@type': 'Dataset',
        name: title[language],
        description: definition[language],
        dateModified: asOf,
        isAccessibleForFree: true,
        distribution: [
          { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: `${address}/csv?period=${period}&lang=${language}` },
          { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: `${address}?period=${period}` },
        ],
      };
    }),
  };
}
