import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { DateField, type Option, SelectField, TextField } from '../../../web/components/fields.js';
import { CsrfField, ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Section } from '../../../web/components/sections.js';
import { Empty } from '../../../web/components/states.js';
import { Table } from '../../../web/components/tables.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { ATTRIBUTE_TEXTS } from '../enterprises.texts.js';
import { CERTIFICATE, type EnterpriseView, EVIDENCE_ATTRIBUTES } from '../enterprises.types.js';
import { EnterpriseTabs } from './enterprise-tabs.js';
import { type EvidenceRow, HowKnown, whoChecked } from './evidence-table.js';
import { words } from './words.js';

/** Certificates have a field of their own. */
const OTHERS = EVIDENCE_ATTRIBUTES.filter((attribute) => attribute !== CERTIFICATE);

interface EvidencePageProps {
  ctx: PageContext;
  enterprise: EnterpriseView;
  evidence: readonly EvidenceRow[];
  certificates: readonly Option[];
  canEdit: boolean;
  /** An officer of its region. */
  canCheck: boolean;
  values: FormValues;
  problems: readonly Problem[];
}

export function EvidencePage(props: EvidencePageProps): VNode {
  const { ctx, enterprise, evidence, canEdit } = props;
  const t = words(ctx);
  return (
    <Layout ctx={ctx} title={t('evidenceTitle')} kind="desk" current="/workspace" tabs={<EnterpriseTabs ctx={ctx} id={enterprise.id} current="evidence" />} noIndex>
      <h1>{t('evidenceTitle')}</h1>
      <p class="lead2">{enterprise.name}</p>
      <div class="secs">
        {evidence.length === 0 ? (
          <Empty title={t('evidenceNone')} level={2}>
            {t('evidenceNoneWhy')}
          </Empty>
        ) : (
          <List {...props} />
        )}
        {canEdit && <Add {...props} />}
      </div>
    </Layout>
  );
}

function List(props: EvidencePageProps): VNode {
  const { ctx, evidence } = props;
  const t = words(ctx);
  return (
    <Section id="list" title={t('evidenceNow')} sheet>
      <Table
        caption={t('evidenceLead')}
        rows={evidence}
        columns={[
          { head: t('trustWhat'), cell: ({ attribute, label, note }) => `${say(ATTRIBUTE_TEXTS[attribute], ctx.language)} · ${note ? `${label}（${note}）` : label}` },
          { head: t('trustHow'), cell: (row) => <HowKnown row={row} t={t} /> },
          { head: t('trustWho'), cell: (row) => whoChecked(ctx, row) },
          { head: t('trustUntil'), cell: ({ validUntil }) => (validUntil ? formatDate(validUntil, ctx.language) : t('forGood')), nowrap: true },
          { head: t('act'), cell: (row) => <RowActs {...props} row={row} /> },
        ]}
      />
    </Section>
  );
}

function RowActs({ ctx, enterprise, canEdit, canCheck, row }: EvidencePageProps & { row: EvidenceRow }): VNode {
  const t = words(ctx);
  const at = (act: string): string => href(ctx, `/enterprises/${enterprise.id}/evidence/${row.id}/${act}`);
  return (
    <>
      {canEdit && (
        <form method="post" action={at('remove')}>
          <CsrfField />
          <Button kind="no" small>
            {t('evidenceDelete')}
          </Button>
        </form>
      )}
      {canCheck && (
        <form method="post" action={at('check')} class="acts">
          <CsrfField />
          <input class="in" type="date" name="validUntil" aria-label={t('validUntil')} value={row.validUntil ?? ''} />
          <Button kind="alt" small>
            {t('evidenceCheck')}
          </Button>
        </form>
      )}
    </>
  );
}

function Add({ ctx, enterprise, certificates, values, problems }: EvidencePageProps): VNode {
  const t = words(ctx);
  const labels = { certificate: t('certificate'), attribute: t('attribute'), value: t('value'), note: t('note'), validUntil: t('validUntil') };
  return (
    <Section id="add" title={t('evidenceAdd')} sheet>
      <Form action={href(ctx, `/enterprises/${enterprise.id}/evidence`)} values={values} problems={problems} labels={labels}>
        <ErrorSummary />
        <SelectField name="certificate" options={certificates} hint={t('certificateHint')} optional />
        <div class="cols">
          <SelectField name="attribute" options={OTHERS.map((value) => ({ value, label: say(ATTRIBUTE_TEXTS[value], ctx.language) }))} optional />
          <TextField name="value" placeholder={t('valueHint')} optional />
        </div>
        <TextField name="note" optional />
        <DateField name="validUntil" optional />
        <Acts spaced>
          <Button>{t('evidenceAdd')}</Button>
        </Acts>
      </Form>
    </Section>
  );
}
