import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { SelectField, TextField } from '../../../web/components/fields.js';
import { CsrfField, ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Moment } from '../../../web/components/moment.js';
import { Section } from '../../../web/components/sections.js';
import { Note } from '../../../web/components/status.js';
import { Table } from '../../../web/components/tables.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import type { Account } from '../accounts.queries.js';
import type { ApiTokenView } from '../api-tokens.service.js';
import type { SessionView } from '../sessions.service.js';
import { deviceName } from './device-name.js';
import { words } from './words.js';

interface FormAgain {
  readonly values: FormValues;
  readonly problems: readonly Problem[];
}

/** The form that comes back, when one does. */
export type AccountForms = { readonly [Name in 'profile' | 'password' | 'token']?: FormAgain };

interface AccountPageProps {
  ctx: PageContext;
  account: Account;
  sessions: readonly SessionView[];
  tokens: readonly ApiTokenView[];
  forms: AccountForms;
}

export function AccountPage(props: AccountPageProps): VNode {
  const { ctx, account } = props;
  const t = words(ctx);
  return (
    <Layout ctx={ctx} title={t('accountTitle')} kind="desk" current="/workspace" noIndex tabs={<WorkspaceTabs current="/account" />}>
      <div class="head">
        <h1>{t('accountTitle')}</h1>
        <span class="acts">
          <a href={href(ctx, '/account/mail')}>{t('mailChoices')}</a>
          <a href={href(ctx, '/saved-searches')}>{t('savedSearches')}</a>
          <a href={href(ctx, '/tasks')}>{t('longWork')}</a>
        </span>
      </div>
      <div class="secs">
        {!account.isConfirmed && (
          <Note tone="warn" title={t('unconfirmedTitle')}>
            {t('unconfirmedText', { email: account.email })}
            <Act ctx={ctx} path="/account/confirmation" label={t('sendAgain')} />
          </Note>
        )}
        <Profile {...props} />
        <Password {...props} />
        <Devices {...props} />
        <Tokens {...props} />
        <Section id="export" title={t('exportTitle')} sheet>
          <p class="s">{t('exportText')}</p>
          <Act ctx={ctx} path="/account/export" label={t('exportBegin')} />
        </Section>
      </div>
    </Layout>
  );
}

/** A button that posts by itself. */
function Act({ ctx, path, label }: { ctx: PageContext; path: string; label: string }): VNode {
  return (
    <form method="post" action={href(ctx, path)}>
      <CsrfField />
      <Button kind="alt" small>
        {label}
      </Button>
    </form>
  );
}

function Profile({ ctx, account, forms }: AccountPageProps): VNode {
  const t = words(ctx);
  const values = forms.profile?.values ?? { name: account.name, phone: account.phone, language: account.language };
  const labels = { name: t('name'), phone: t('phone'), language: t('language') };
  return (
    <Section id="you" title={t('you')} sheet>
      <Form action={href(ctx, '/account/profile')} values={values} problems={forms.profile?.problems ?? []} labels={labels}>
        <ErrorSummary />
        <TextField name="email" label={t('email')} value={account.email} hint={t('emailFixed')} readonly />
        <div class="cols">
          <TextField name="name" autocomplete="name" required />
          <TextField name="phone" type="tel" autocomplete="tel" optional />
        </div>
        <SelectField
          name="language"
          empty={false}
          short
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Acts spaced>
          <Button>{t('save')}</Button>
        </Acts>
      </Form>
    </Section>
  );
}

function Password({ ctx, account, forms }: AccountPageProps): VNode {
  const t = words(ctx);
  const labels = { current: t('currentPassword'), next: t('newPassword') };
  return (
    <Section id="password" title={t('changePassword')} sheet>
      <Form action={href(ctx, '/account/password')} problems={forms.password?.problems ?? []} labels={labels}>
        <ErrorSummary />
        <p class="hint">{t('changePasswordHint')}</p>
        {/* For password managers: whose password this is. */}
        <input type="hidden" name="username" autocomplete="username" value={account.email} />
        <div class="cols">
          <TextField name="current" type="password" autocomplete="current-password" required />
          <TextField name="next" type="password" autocomplete="new-password" hint={t('newPasswordHint')} required />
        </div>
        <Acts spaced>
          <Button kind="alt">{t('changePassword')}</Button>
        </Acts>
      </Form>
    </Section>
  );
}

function Devices({ ctx, sessions }: AccountPageProps): VNode {
  const t = words(ctx);
  return (
    <Section id="devices" title={t('devices')} aside={<Act ctx={ctx} path="/account/logout" label={t('signOut')} />} sheet>
      <Table
        caption={t('devices')}
        hideCaption
        rows={sessions}
        columns={[
          { head: t('device'), cell: ({ userAgent }) => deviceName(userAgent) ?? t('unknownDevice') },
          { head: t('lastSeen'), cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} />, nowrap: true },
          { head: t('act'), cell: ({ id, isCurrent }) => (isCurrent ? t('thisDevice') : <Act ctx={ctx} path={`/account/sessions/${id}/end`} label={t('endDevice')} />) },
        ]}
      />
    </Section>
  );
}

function Tokens({ ctx, tokens, forms }: AccountPageProps): VNode {
  const t = words(ctx);
  const values = forms.token?.values ?? { tokenDays: 90 };
  return (
    <Section id="tokens" title={t('tokens')} sheet>
      <p>{t('tokensLead')}</p>
      {tokens.length === 0 ? (
        <p class="soft">{t('tokensNone')}</p>
      ) : (
        <Table
          caption={t('tokens')}
          hideCaption
          rows={tokens}
          columns={[
            { head: t('tokenName'), cell: ({ name }) => name },
            { head: t('lastSeen'), cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} /> : t('tokenNeverUsed')), nowrap: true },
            { head: t('tokenUntil'), cell: ({ expiresAt }) => formatDate(expiresAt, ctx.language, { now: ctx.now }), nowrap: true },
            { head: t('act'), cell: ({ id }) => <Act ctx={ctx} path={`/account/tokens/${id}/end`} label={t('tokenEnd')} /> },
          ]}
        />
      )}
      <Form action={href(ctx, '/account/tokens')} values={values} problems={forms.token?.problems ?? []} labels={{ tokenName: t('tokenName'), tokenDays: t('tokenDays') }}>
        <ErrorSummary />
        <div class="cols">
          <TextField name="tokenName" required />
          <TextField name="tokenDays" inputMode="numeric" short required />
        </div>
        <Acts spaced>
          <Button kind="alt">{t('tokenCreate')}</Button>
        </Acts>
      </Form>
    </Section>
  );
}
