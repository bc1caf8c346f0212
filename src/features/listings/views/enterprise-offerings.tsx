import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Section } from '../../../web/components/sections.js';
import { formatDate, formatMoneyRange, formatNumber } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { ENTERPRISE_OFFERINGS_TEXTS as T } from '../enterprise-offerings.texts.js';
import type { ListingSummary } from '../listing.dto.js';

interface NamedOffering extends ListingSummary {
  readonly categoryName: string | null;
}

/** An enterprise's offerings on the market, the newest first. */
export function EnterpriseOfferings({ offerings, total }: { offerings: readonly NamedOffering[]; total: number }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Section id="offerings" title={say(T.title)} aside={<span class="soft s">{say(T.count, { total: formatNumber(total) })}</span>}>
      <Rows>
        {offerings.map(({ code, title, snippet, categoryName, budgetMin, budgetMax, updatedAt }) => (
          <ListingRow
            href={href(ctx, `/offerings/${code}`)}
            title={title}
            snippet={snippet === title ? null : snippet}
            meta={[categoryName]}
            strong={budgetMin === null && budgetMax === null ? null : formatMoneyRange(budgetMin, budgetMax, ctx.language)}
            end={[say(T.updated, { date: formatDate(new Date(updatedAt), ctx.language, { now: ctx.now }) })]}
          />
        ))}
      </Rows>
    </Section>
  );
}
