import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { Choices } from '../../../web/components/choices.js';
import { MoneyRange, SelectField, TextArea, TextField } from '../../../web/components/fields.js';
import { CsrfField, ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Picker, type Place } from '../../../web/components/picker.js';
import { Section } from '../../../web/components/sections.js';
import { Note } from '../../../web/components/status.js';
import { Table } from '../../../web/components/tables.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import type { CodeChoice } from '../enterprise-choices.service.js';
import { SIZE_TEXTS } from '../enterprises.texts.js';
import { ENTERPRISE_SIZES, type EnterpriseSummary, type EnterpriseView } from '../enterprises.types.js';
import { EnterpriseTabs } from './enterprise-tabs.js';
import { words } from './words.js';

export interface EditPageProps {
  ctx: PageContext;
  enterprise: EnterpriseView;
  areFactsLocked: boolean;
  values: FormValues;
  problems: readonly Problem[];
  regions: readonly CodeChoice[];
  industries: readonly CodeChoice[];
  foundRegions: readonly Place[];
  foundIndustries: readonly Place[];
  blocked: readonly EnterpriseSummary[];
}

export function EditPage(props: EditPageProps): VNode {
  const { ctx, enterprise, values, problems } = props;
  const t = words(ctx);
  return (
    <Layout ctx={ctx} title={t('editTitle')} kind="desk" current="/workspace" tabs={<EnterpriseTabs ctx={ctx} id={enterprise.id} current="edit" />} noIndex>
      <h1>{t('editTitle')}</h1>
      <p class="lead2">{enterprise.name}</p>
      <Form action={href(ctx, `/enterprises/${enterprise.id}/edit`)} values={values} problems={problems} labels={labelsOf(ctx)} class="secs">
        {/* The one that Enter presses: not a search for a region. */}
        <button class="vh" tabIndex={-1} aria-hidden="true" />
        <ErrorSummary />
        <input type="hidden" name="version" value={String(values['version'] ?? '')} />
        <Licence {...props} />
        <Introduction {...props} />
        <Contact {...props} />
        <Wants {...props} />
        <Acts spaced>
          <Button>{t('save')}</Button>
          <ButtonLink kind="quiet" href={href(ctx, `/enterprises/${enterprise.id}`)}>
            {t('back')}
          </ButtonLink>
        </Acts>
      </Form>
      <Blocked {...props} />
    </Layout>
  );
}

function labelsOf(ctx: PageContext): Record<string, string> {
  const t = words(ctx);
  return {
    company: t('company'),
    uscc: t('uscc'),
    region: t('region'),
    industry: t('industry'),
    size: t('size'),
    description: t('description'),
    website: t('website'),
    address: t('address'),
    contactName: t('contact'),
    contactPhone: t('contactPhone'),
    contactEmail: t('contactEmail'),
    capacity: t('capacity'),
    orderMin: t('orders'),
    orderMax: t('orders'),
    preferredRegions: t('prefersRegions'),
    preferredIndustries: t('prefersIndustries'),
  };
}

function Licence({ ctx, areFactsLocked: isLocked, foundRegions }: EditPageProps): VNode {
  const t = words(ctx);
  return (
    <Section id="licence" title={t('licence')} sheet>
      {isLocked && <Note>{t('licenceLocked')}</Note>}
      <TextField name="company" readonly={isLocked} required />
      <TextField name="uscc" code short readonly={isLocked} required />
      {isLocked ? (
        <TextField name="region" readonly short />
      ) : (
        <Picker name="region" codeName="region-code" hint={t('regionHint')} found={foundRegions} find={{ name: 'do', value: 'region' }} />
      )}
    </Section>
  );
}

function Introduction({ ctx, foundIndustries }: EditPageProps): VNode {
  const t = words(ctx);
  return (
    <Section id="profile" title={t('profile')} sheet>
      <TextArea name="description" rows={6} hint={t('descriptionHint')} optional />
      <Picker name="industry" codeName="industry-code" hint={t('industryHint')} found={foundIndustries} find={{ name: 'do', value: 'industry' }} optional />
      <SelectField name="size" empty={false} short options={ENTERPRISE_SIZES.map((value) => ({ value, label: say(SIZE_TEXTS[value], ctx.language) }))} />
    </Section>
  );
}

function Contact({ ctx }: EditPageProps): VNode {
  const t = words(ctx);
  return (
    <Section id="contact" title={t('contact')} sheet>
      <p class="hint">{t('contactHint')}</p>
      <div class="cols">
        <TextField name="contactName" required />
        <TextField name="contactPhone" type="tel" required />
      </div>
      <TextField name="contactEmail" type="email" required />
      <TextField name="website" type="url" placeholder="https://" optional />
      <TextField name="address" optional />
    </Section>
  );
}

function Wants({ ctx, regions, industries }: EditPageProps): VNode {
  const t = words(ctx);
  return (
    <Section id="wants" title={t('wants')} sheet>
      <p class="hint">{t('wantsHint')}</p>
      <TextField name="capacity" inputMode="numeric" short hint={t('capacityHint')} required />
      <MoneyRange name="orders" legend={t('orders')} min="orderMin" max="orderMax" optional />
      <Choices name="preferredRegions" options={regions} columns optional />
      <Choices name="preferredIndustries" options={industries} columns optional />
    </Section>
  );
}

function Blocked({ ctx, enterprise, blocked }: EditPageProps): VNode | null {
  const t = words(ctx);
  if (blocked.length === 0) return null;
  return (
    <Section id="blocks" title={t('blocks')} sheet>
      <Table
        rows={blocked}
        columns={[
          { head: t('company'), cell: ({ name }) => name },
          {
            head: t('act'),
            cell: ({ id }) => (
              <form method="post" action={href(ctx, `/enterprises/${enterprise.id}/unblock/${id}`)}>
                <CsrfField />
                <Button kind="alt" small>
                  {t('unblock')}
                </Button>
              </form>
            ),
          },
        ]}
      />
    </Section>
  );
}
