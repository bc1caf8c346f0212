import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { SelectField, TextField } from '../../../web/components/fields.js';
import { CsrfField, ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Section } from '../../../web/components/sections.js';
import { Table } from '../../../web/components/tables.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { type EnterpriseMember, type EnterpriseView, MEMBER_ROLES } from '../enterprises.types.js';
import { ROLE_TEXTS } from '../member-acts.types.js';
import type { WaitingInvitation } from '../members.queries.js';
import { EnterpriseTabs } from './enterprise-tabs.js';
import { words } from './words.js';

interface MembersPageProps {
  ctx: PageContext;
  enterprise: EnterpriseView;
  members: readonly EnterpriseMember[];
  invitations: readonly WaitingInvitation[];
  /** The reader's own id. */
  me: string;
  values: FormValues;
  problems: readonly Problem[];
}

export function MembersPage(props: MembersPageProps): VNode {
  const { ctx, enterprise } = props;
  const t = words(ctx);
  const isOwner = enterprise.inside?.role === 'owner';
  return (
    <Layout ctx={ctx} title={t('membersTitle')} kind="desk" current="/workspace" tabs={<EnterpriseTabs ctx={ctx} id={enterprise.id} current="members" />} noIndex>
      <h1>{t('membersTitle')}</h1>
      <p class="lead2">{enterprise.name}</p>
      <div class="secs">
        <Seats {...props} isOwner={isOwner} />
        {props.invitations.length > 0 && <Waiting {...props} isOwner={isOwner} />}
        {isOwner && <Invite {...props} />}
      </div>
    </Layout>
  );
}

function Seats({ ctx, enterprise, members, me, isOwner }: MembersPageProps & { isOwner: boolean }): VNode {
  const t = words(ctx);
  const at = (personId: string, act: string): string => href(ctx, `/enterprises/${enterprise.id}/members/${personId}/${act}`);
  return (
    <Section id="members" title={t('membersNow')} sheet>
      <Table
        caption={t('membersLead')}
        rows={members}
        columns={[
          { head: t('member'), cell: ({ name }) => name },
          { head: t('email'), cell: ({ email }) => email },
          {
            head: t('role'),
            cell: ({ personId, role, name }) =>
              isOwner ? (
                <form method="post" action={at(personId, 'role')} class="go">
                  <CsrfField />
                  <select class="in" name="role" aria-label={`${t('role')} – ${name}`}>
                    {MEMBER_ROLES.map((value) => (
                      <option value={value} selected={value === role}>
                        {say(ROLE_TEXTS[value], ctx.language)}
                      </option>
                    ))}
                  </select>
                  <Button kind="alt" small>
                    {t('change')}
                  </Button>
                </form>
              ) : (
                say(ROLE_TEXTS[role], ctx.language)
              ),
          },
          {
            head: t('act'),
            cell: ({ personId }) =>
              isOwner || personId === me ? (
                <form method="post" action={at(personId, 'remove')}>
                  <CsrfField />
                  <Button kind="no" small>
                    {t(personId === me ? 'leave' : 'remove')}
                  </Button>
                </form>
              ) : null,
          },
        ]}
      />
    </Section>
  );
}

function Waiting({ ctx, enterprise, invitations, isOwner }: MembersPageProps & { isOwner: boolean }): VNode {
  const t = words(ctx);
  return (
    <Section id="waiting" title={t('waiting')} sheet>
      <Table
        rows={invitations}
        columns={[
          { head: t('email'), cell: ({ email, createdAt }) => `${email}（${formatDate(createdAt, ctx.language, { now: ctx.now })}）` },
          { head: t('role'), cell: ({ role }) => say(ROLE_TEXTS[role], ctx.language) },
          {
            head: t('act'),
            cell: ({ id }) =>
              isOwner ? (
                <form method="post" action={href(ctx, `/enterprises/${enterprise.id}/members/invitations/${id}/withdraw`)}>
                  <CsrfField />
                  <Button kind="alt" small>
                    {t('withdraw')}
                  </Button>
                </form>
              ) : null,
          },
        ]}
      />
    </Section>
  );
}

function Invite({ ctx, enterprise, values, problems }: MembersPageProps): VNode {
  const t = words(ctx);
  return (
    <Section id="invite" title={t('invite')} sheet>
      <Form action={href(ctx, `/enterprises/${enterprise.id}/members`)} values={values} problems={problems} labels={{ email: t('email'), role: t('role') }}>
        <ErrorSummary />
        <p class="hint">{t('inviteHint')}</p>
        <div class="cols">
          <TextField name="email" type="email" required />
          <SelectField name="role" empty={false} options={MEMBER_ROLES.map((value) => ({ value, label: say(ROLE_TEXTS[value], ctx.language) }))} />
        </div>
        <Acts spaced>
          <Button>{t('inviteSend')}</Button>
        </Acts>
      </Form>
    </Section>
  );
}
