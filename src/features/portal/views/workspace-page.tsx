import type { VNode } from 'preact';
import type { PersonActor } from '../../../shared/actor.js';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { Columns } from '../../../web/components/sections.js';
import { Note, Status, type Tone } from '../../../web/components/status.js';
import { Segmented } from '../../../web/components/text.js';
import { Links } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import type { OwnEnterprise, Workspace } from '../workspace.service.js';
import { WORKSPACE_TEXTS as T } from '../workspace.texts.js';
import { Engagements } from './engagements.js';
import { OwnDemands, OwnOfferings } from './own-listings.js';
import { Tasks } from './tasks.js';

interface WorkspaceProps {
  ctx: PageContext;
  actor: PersonActor;
  workspace: Workspace;
  taxonomy: TaxonomyService;
}

/** What waits for the reader first; then demands, offerings, engagements; beside them the enterprises and the account. */
export function WorkspacePage({ ctx, actor, workspace, taxonomy }: WorkspaceProps): VNode {
  const { enterprises } = workspace;
  const only = enterprises.length === 1 ? enterprises[0] : undefined;
  const name = only?.name ?? actor.name;
  return (
    <Layout ctx={ctx} kind="desk" title={say(T.titleOf, ctx.language, { name })} noIndex tabs={<Places actor={actor} workspace={workspace} />}>
      <div class="head f">
        <h1 class="h1s">
          <Segmented text={name} />
        </h1>
        {only && <Standing enterprise={only} />}
      </div>
      {only?.status === 'pending' && (
        <Note title={T.status_pending[ctx.language]}>{T.pendingNote[ctx.language]}</Note>
      )}
      <Columns label={T.sideLabel[ctx.language]} side={<Side actor={actor} enterprises={enterprises} />}>
        <Tasks tasks={workspace.tasks} taxonomy={taxonomy} />
        <OwnDemands workspace={workspace} />
        <OwnOfferings workspace={workspace} />
        {workspace.engagements.total > 0 && <Engagements rows={workspace.engagements.items} />}
      </Columns>
    </Layout>
  );
}

function Places({ actor, workspace }: Pick<WorkspaceProps, 'actor' | 'workspace'>): VNode {
  const ctx = usePage();
  const say = useSay();
  const only = workspace.enterprises.length === 1 ? workspace.enterprises[0] : undefined;
  const { tasks, demands, offerings, engagements } = workspace;
  return (
    <WorkspaceTabs
      current="/workspace"
      counts={{ '/workspace': tasks.length, '/workspace/demands': demands.total, '/workspace/offerings': offerings.total, '/engagements': engagements.total }}
      more={[
        ...(only ? [{ label: say(T.enterprise), href: href(ctx, `/enterprises/${only.code}`) }] : []),
        ...(actor.office ? [{ label: say(T.queue), href: href(ctx, '/review') }] : []),
      ]}
    />
  );
}

const TONES: Readonly<Record<OwnEnterprise['status'], Tone>> = {
  registered: 'wait',
  pending: 'wait',
  verified: 'ok',
  returned: 'bad',
  rejected: 'bad',
  suspended: 'bad',
};

function Standing({ enterprise }: { enterprise: OwnEnterprise }): VNode {
  const say = useSay();
  return (
    <p class="meta">
      <Status tone={TONES[enterprise.status]}>{say(T[`status_${enterprise.status}`])}</Status>
      <span>{say(T[`role_${enterprise.role}`])}</span>
    </p>
  );
}

function Side({ actor, enterprises }: { actor: PersonActor; enterprises: readonly OwnEnterprise[] }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <>
      {enterprises.length > 1 && (
        <div class="sheet">
          <h2 class="h3">{say(T.yourEnterprises)}</h2>
          <ul class="links">
            {enterprises.map((enterprise) => (
              <li>
                <a href={href(ctx, `/enterprises/${enterprise.code}`)}>{enterprise.name}</a>
                <Standing enterprise={enterprise} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="sheet">
        <h2 class="h3">{say(T.mails)}</h2>
        <p class="s after">{say(T.mailsText, { email: actor.email })}</p>
        <p class="after">
          <ButtonLink kind="alt" small full href={href(ctx, '/account')}>
            {say(T.accountLink)}
          </ButtonLink>
        </p>
      </div>
      <Links
        ways={[
          { label: say(T.findProviders), href: href(ctx, '/providers') },
          ...(enterprises.length > 0 ? [{ label: say(T.addEnterprise), href: href(ctx, '/register') }] : []),
        ]}
      />
    </>
  );
}
