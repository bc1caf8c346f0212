import { z } from 'zod';
import { MAX_PAGE_SIZE } from '../../shared/paging.js';

/** Which page of a list an address asks for. */
export const pageFields = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(20),
};

export const pageQuery = z.strictObject(pageFields);
export type PageQuery = z.output<typeof pageQuery>;

/** A page of a list as the API answers it. */
export function paged<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), page: z.number().int(), pageSize: z.number().int(), total: z.number().int() });
}

/** A filter in a page's address: a form sends those that were not chosen too, empty. */
export function chosen<T extends z.ZodType>(schema: T) {
  return z.union([z.literal('').transform(() => undefined), schema]).optional();
}
