import type { ComponentChildren, VNode } from 'preact';
import { Section } from '../../../web/components/sections.js';
import { Status } from '../../../web/components/status.js';
import { Table } from '../../../web/components/tables.js';
import { formatDate } from '../../../web/format.js';
import type { PageContext } from '../../../web/page-context.js';
import type { EnterpriseView, EvidenceView } from '../enterprises.types.js';
import { words, type Words } from './words.js';

/** A piece of evidence with its words, and whether its time is over. */
export interface EvidenceRow extends EvidenceView {
  readonly label: string;
  readonly isExpired: boolean;
}

export function HowKnown({ row, t }: { row: EvidenceRow; t: Words }): VNode {
  if (row.isExpired) return <Status tone="bad">{t('isExpired')}</Status>;
  return row.source === 'officer' ? <Status tone="ok">{t('byOfficer')}</Status> : <Status tone="wait">{t('bySelf')}</Status>;
}

/** Who looked at a proof, and when. */
export function whoChecked(ctx: PageContext, row: EvidenceView): string {
  const t = words(ctx);
  if (!row.checkedAt) return t('unchecked');
  return t('whoWhen', { who: row.checkedBy?.[ctx.language] ?? '', date: formatDate(row.checkedAt, ctx.language) });
}

/** What is said, how it is known, who checked, until when. What nobody checked and what has expired is shown too. */
export function EvidenceTable({ ctx, enterprise, evidence }: { ctx: PageContext; enterprise: EnterpriseView; evidence: readonly EvidenceRow[] }): VNode {
  const t = words(ctx);
  const { verifiedAt, verifiedBy } = enterprise;
  const checked = evidence.filter(({ source, isExpired }) => source === 'officer' && !isExpired).length + 1;
  const rows: (EvidenceRow | null)[] = [null, ...evidence];
  return (
    <Section id="evidence" title={t('trust')} aside={<span class="soft s">{t('trustCount', { n: rows.length, checked })}</span>}>
      <Table
        caption={t('trustCaption')}
        rows={rows}
        columns={[
          { head: t('trustWhat'), cell: (row) => <What title={<b>{row?.label ?? t('isReal')}</b>} note={row ? row.note : t('isRealNote')} /> },
          { head: t('trustHow'), cell: (row) => (row ? <HowKnown row={row} t={t} /> : <Status tone="ok">{t('byRegister')}</Status>) },
          {
            head: t('trustWho'),
            cell: (row) => {
              const at = row ? row.checkedAt : verifiedAt;
              const by = (row ? row.checkedBy : verifiedBy)?.[ctx.language] ?? '';
              return at ? <What title={by} note={formatDate(at, ctx.language)} /> : t('unchecked');
            },
          },
          {
            head: t('trustUntil'),
            cell: (row) => <span class={row?.isExpired ? 'bad' : undefined}>{row?.validUntil ? formatDate(row.validUntil, ctx.language) : t('forGood')}</span>,
            nowrap: true,
          },
        ]}
      />
    </Section>
  );
}

/** Two lines of a cell: what counts, and what one may know beside it. */
function What({ title, note }: { title: ComponentChildren; note: string }): VNode {
  return (
    <div>
      {title}
      {note && <div class="s soft">{note}</div>}
    </div>
  );
}
