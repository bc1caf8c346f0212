import type { VNode } from 'preact';
import { isOfficerFor } from '../../../shared/actor.js';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Button } from '../../../web/components/button.js';
import { TitleBlock } from '../../../web/components/facts.js';
import { CsrfField } from '../../../web/components/form.js';
import { Note } from '../../../web/components/status.js';
import { Paragraphs } from '../../../web/components/text.js';
import { Links } from '../../../web/components/ways.js';
import { phoneGroups } from '../../../web/format.js';
import type { PageContext } from '../../../web/page-context.js';
import { ENTERPRISE_REASONS } from '../enterprise-reasons.types.js';
import { isPublic } from '../enterprise.policy.js';
import type { EnterpriseInside, EnterpriseSummary, EnterpriseView } from '../enterprises.types.js';
import { ROLE_TEXTS } from '../member-acts.types.js';
import { words } from './words.js';

interface DeskProps {
  ctx: PageContext;
  enterprise: EnterpriseView;
}

/** Where it stands and what comes next; for its members and for officers. */
export function StateNote({ ctx, enterprise }: DeskProps): VNode | null {
  const t = words(ctx);
  const { inside, status } = enterprise;
  if (!inside || status === 'verified') return null;
  const letters = ENTERPRISE_REASONS.filter(({ code }) => inside.reasonCodes.includes(code)).map(({ letter }) => letter[ctx.language]);
  const why = (
    <>
      {letters.map((letter) => (
        <p>{letter}</p>
      ))}
      {inside.returnReason && <Paragraphs text={inside.returnReason} />}
    </>
  );
  switch (status) {
    case 'registered':
      return <Note tone="warn">{t(inside.submitWhenConfirmed ? 'waitingMailNote' : 'registeredNote')}</Note>;
    case 'pending':
      return (
        <Note tone="warn">
          {t('pendingNote')}
          {inside.isDisputed && <p>{t('disputedNote')}</p>}
        </Note>
      );
    case 'returned':
      return (
        <Note tone="bad" title={t('returnedNote')}>
          {why}
        </Note>
      );
    case 'rejected':
      return (
        <Note tone="bad" title={t('rejectedNote')}>
          {why}
        </Note>
      );
    case 'suspended':
      return (
        <Note tone="bad" title={t('suspendedNote')}>
          {why}
        </Note>
      );
  }
}

/** The side column of who may look inside. */
export function Desk({ ctx, enterprise }: DeskProps): VNode | null {
  const t = words(ctx);
  const { inside } = enterprise;
  if (!inside) return null;
  const at = (path: string): string => href(ctx, `/enterprises/${enterprise.id}${path}`);
  const canEdit = inside.role === 'owner' || inside.role === 'editor';
  const maySuspend = isPublic(enterprise) && !inside.role && isOfficerFor(ctx.actor, enterprise.regionCode);
  return (
    <div class="sheet lift gap">
      <h2 class="h3">{t(inside.role ? 'ours' : 'officerView')}</h2>
      {inside.role && <p class="s soft">{t('youAre', { role: say(ROLE_TEXTS[inside.role], ctx.language) })}</p>}
      {canEdit && <Submit ctx={ctx} enterprise={enterprise} inside={inside} />}
      <Links
        ways={[
          ...(canEdit ? [{ label: t('edit'), href: at('/edit') }] : []),
          { label: t('members'), href: at('/members') },
          { label: t('evidence'), href: at('/evidence') },
          ...(maySuspend ? [{ label: t('suspendOrRestore'), href: href(ctx, `/review/enterprises/${enterprise.id}`) }] : []),
        ]}
      />
      <TitleBlock
        cells={[
          { term: t('contact'), value: inside.contact.name, width: 'full' },
          { term: t('contactPhone'), value: phoneGroups(inside.contact.phone), width: 'full' },
          { term: t('contactEmail'), value: <a href={`mailto:${inside.contact.email}`}>{inside.contact.email}</a>, width: 'full' },
          { term: t('website'), value: inside.contact.website, width: 'full' },
          { term: t('address'), value: inside.contact.address, width: 'full' },
        ]}
      />
    </div>
  );
}

function Submit({ ctx, enterprise, inside }: DeskProps & { inside: EnterpriseInside }): VNode | null {
  const t = words(ctx);
  if (enterprise.status !== 'registered' && enterprise.status !== 'returned') return null;
  if (inside.submitWhenConfirmed) {
    return (
      <form method="post" action={href(ctx, '/account/confirmation')}>
        <CsrfField />
        <Button kind="alt" full>
          {t('sendMailAgain')}
        </Button>
      </form>
    );
  }
  return (
    <form method="post" action={href(ctx, `/enterprises/${enterprise.id}/submit`)}>
      <CsrfField />
      <Button full>{t(enterprise.status === 'returned' ? 'submitAgain' : 'submit')}</Button>
    </form>
  );
}

/** For who acts for another enterprise: never to be matched with this one. */
export function BlockForm({ ctx, enterprise, mayBlockAs }: DeskProps & { mayBlockAs: readonly EnterpriseSummary[] }): VNode | null {
  const t = words(ctx);
  if (mayBlockAs.length === 0 || enterprise.status !== 'verified' || isOfficerFor(ctx.actor, enterprise.regionCode)) return null;
  return (
    <details class="noprint s">
      <summary>{t('blockTitle')}</summary>
      <form method="post" action={href(ctx, `/enterprises/${enterprise.id}/block`)} class="gap">
        <CsrfField />
        <p>{t('blockText')}</p>
        <label for="f-as">{t('blockAs')}</label>
        <select class="in" id="f-as" name="as">
          {mayBlockAs.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </select>
        <Button kind="alt" small>
          {t('block')}
        </Button>
      </form>
    </details>
  );
}
