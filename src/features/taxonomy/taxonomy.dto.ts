import { z } from 'zod';
import { codeField, textField } from '../../platform/http/text-field.js';
import type { CodeEntry } from './taxonomy.types.js';

/** `q` finds by what people type; without it, the entries right below `parent`, or the top of the list. */
export const taxonomyQuery = z
  .strictObject({
    q: textField(100).optional(),
    parent: codeField.optional(),
  });

export type TaxonomyQuery = z.output<typeof taxonomyQuery>;

const codeListItem = z
  .object({
    code: z.string(),
    parent: z.string().nullable(),
    name: z.object({ zh: z.string(), en: z.string() }),
    path: z.array(z.string()).meta({ description: 'Codes from the top of the list to this one' }),
    hasChildren: z.boolean(),
  })
  .meta({ id: 'CodeListItem' });

export const codeListPage = z.object({ items: z.array(codeListItem) }).meta({ id: 'CodeListPage' });

export type CodeListPage = z.output<typeof codeListPage>;
type CodeListItem = CodeListPage['items'][number];

/** What a list's entry looks like to a client. `nameEn` is what `label` says where the list has no English name. */
export function codeListItemOf(entry: CodeEntry, nameEn: string, path: string[], hasChildren: boolean): CodeListItem {
  return { code: entry.code, parent: entry.parent, name: { zh: entry.nameZh, en: nameEn }, path, hasChildren };
}
