import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { TitleBlock } from '../../../web/components/facts.js';
import { Status, type Tone } from '../../../web/components/status.js';
import { Paragraphs, Segmented } from '../../../web/components/text.js';
import { Crumbs } from '../../../web/components/ways.js';
import { formatDate, formatMoneyRange, shorten, usccGroups } from '../../../web/format.js';
import type { StructuredData } from '../../../web/json-ld.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { SIZE_TEXTS, STATUS_TEXTS } from '../enterprises.texts.js';
import type { EnterpriseStatus, EnterpriseSummary, EnterpriseView } from '../enterprises.types.js';
import type { EnterpriseLabels } from '../enterprise-labels.service.js';
import { type EvidenceRow, EvidenceTable } from './evidence-table.js';
import { BlockForm, Desk, StateNote } from './enterprise-desk.js';
import { words } from './words.js';

const STATUS_TONES: Readonly<Record<EnterpriseStatus, Tone>> = {
  registered: 'ended',
  pending: 'wait',
  verified: 'ok',
  returned: 'bad',
  rejected: 'bad',
  suspended: 'bad',
};

interface EnterprisePageProps {
  ctx: PageContext;
  enterprise: EnterpriseView;
  labels: EnterpriseLabels;
  evidence: readonly EvidenceRow[];
  /** What features above this one show of it. */
  sections: readonly VNode[];
  /** The reader's own enterprises that may block this one. */
  mayBlockAs: readonly EnterpriseSummary[];
}

/** The page of an enterprise: what everybody may know, and beside it what its members do with it. Never a contact. */
export function EnterprisePage(props: EnterprisePageProps): VNode {
  const { ctx, enterprise, labels, sections } = props;
  const t = words(ctx);
  const isVerified = enterprise.status === 'verified';
  const isShort = enterprise.status === 'suspended' && !enterprise.inside;
  return (
    <Layout
      ctx={ctx}
      title={enterprise.name}
      {...(enterprise.description && { description: shorten(enterprise.description, 120) })}
      {...(isVerified && { data: organizationData(props) })}
      current="/providers"
      noIndex={!isVerified}
    >
      <Crumbs ways={[{ label: t('find'), href: href(ctx, '/providers') }, { label: labels.region, href: href(ctx, `/providers?region=${enterprise.regionCode}`) }]} />
      <div class="two">
        <article class="gap">
          <p class="meta">
            <Status tone={STATUS_TONES[enterprise.status]}>{say(STATUS_TEXTS[enterprise.status], ctx.language)}</Status>
            {isVerified && <span>{t('since', { date: formatDate(enterprise.verifiedAt ?? enterprise.createdAt, ctx.language) })}</span>}
            <span>{t('code', { code: enterprise.code })}</span>
          </p>
          <h1>
            <Segmented text={enterprise.name} />
          </h1>
          <StateNote {...props} />
          {isShort ? <p>{t('suspendedText')}</p> : <Paragraphs text={enterprise.description} />}
          <FactsBlock {...props} />
          {isVerified && <EvidenceTable {...props} />}
          {isVerified && sections}
        </article>
        {(isVerified || enterprise.inside) && (
          <aside class="side gap" aria-label={t('aboutAside')}>
            <Desk {...props} />
            {isVerified && !enterprise.inside?.role && <Invite ctx={ctx} />}
            {isVerified && <VerifiedBy {...props} />}
            <BlockForm {...props} />
          </aside>
        )}
      </div>
    </Layout>
  );
}

/** In schema.org's terms. Never a contact. */
function organizationData({ ctx, enterprise, labels }: EnterprisePageProps): StructuredData {
  return {
    '@type': 'Organization',
    name: enterprise.name,
    url: ctx.publicUrl + href(ctx, `/enterprises/${enterprise.code}`),
    identifier: [enterprise.code, { '@type': 'PropertyValue', propertyID: 'USCC', value: enterprise.uscc }],
    address: { '@type': 'PostalAddress', addressCountry: 'CN', addressRegion: labels.region },
    ...(enterprise.description && { description: shorten(enterprise.description, 300) }),
  };
}

function FactsBlock({ ctx, enterprise, labels }: EnterprisePageProps): VNode {
  const t = words(ctx);
  const { orderMin, orderMax } = enterprise;
  return (
    <TitleBlock
      cells={[
        { term: t('uscc'), value: usccGroups(enterprise.uscc), width: 'half', phoneFull: true },
        { term: t('industry'), value: labels.industry, width: 'half', phoneFull: true },
        { term: t('region'), value: labels.region },
        { term: t('size'), value: say(SIZE_TEXTS[enterprise.size], ctx.language) },
        (orderMin !== null || orderMax !== null) && { term: t('usualOrders'), value: formatMoneyRange(orderMin, orderMax, ctx.language) },
        labels.preferredRegions !== '' && { term: t('prefersRegions'), value: labels.preferredRegions },
        labels.preferredIndustries !== '' && { term: t('prefersIndustries'), value: labels.preferredIndustries, width: 'full' },
      ]}
    />
  );
}

/** The way to them is a demand. */
function Invite({ ctx }: { ctx: PageContext }): VNode {
  const t = words(ctx);
  return (
    <div class="sheet lift gap">
      <h2 class="h3">{t('askTitle')}</h2>
      <p class="s">{t('askText')}</p>
      <ButtonLink full noPrint href={href(ctx, '/demands/new')}>
        {t('postDemand')}
      </ButtonLink>
      <p class="s soft">{t('askPrivacy')}</p>
    </div>
  );
}

function VerifiedBy({ ctx, enterprise }: EnterprisePageProps): VNode | null {
  const t = words(ctx);
  const { verifiedBy, verifiedAt } = enterprise;
  if (!verifiedBy || !verifiedAt) return null;
  return (
    <div class="gap s">
      <h2 class="h3">{t('verifiedTitle')}</h2>
      <p>{t('verifiedText', { who: verifiedBy[ctx.language], date: formatDate(verifiedAt, ctx.language) })}</p>
    </div>
  );
}
