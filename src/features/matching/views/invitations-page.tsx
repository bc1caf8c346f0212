import type { VNode } from 'preact';
import { type Language, say } from '../../../shared/language.js';
import type { Page } from '../../../shared/paging.js';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Empty } from '../../../web/components/states.js';
import { Status } from '../../../web/components/status.js';
import { Pager } from '../../../web/components/ways.js';
import { formatDeadline, formatMoneyRange, formatPoints } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import { FACT_TEXTS } from '../match-facts.texts.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { SaidReason } from '../match-words.service.js';
import type { ShownMatch } from './shown-match.js';

/** How much speaks for it and against it, and the first thing of each. */
function summary(reasons: readonly SaidReason[], language: Language): string {
  const [fits, gaps] = [reasons.filter(({ kind }) => kind === 'reason'), reasons.filter(({ kind }) => kind === 'gap')];
  const first = [fits[0], gaps[0]].flatMap((reason) => (reason ? [reason.text] : []));
  return [say(T.counted, language, { reasons: fits.length, gaps: gaps.length }), ...first].join(language === 'zh' ? '；' : '; ');
}

/** What the reader's enterprises were asked to do: what waits for an answer first. */
export function InvitationsPage({ ctx, invitations }: { ctx: PageContext; invitations: Page<ShownMatch> }): VNode {
  const { language, now } = ctx;
  const title = say(T.invitationsTitle, language);
  return (
    <Layout ctx={ctx} title={title} kind="desk" current="/workspace" noIndex tabs={<WorkspaceTabs current="/invitations" />}>
      <h1 class="h1s">{title}</h1>
      {invitations.items.length === 0 ? (
        <Empty level={2} title={say(T.invitationsEmpty, language)} action={<ButtonLink href={href(ctx, '/offerings/new')}>{say(T.addOffering, language)}</ButtonLink>}>
          {say(T.invitationsEmptyText, language)}
        </Empty>
      ) : (
        <section class="sheet">
          <Rows>
            {invitations.items.map(({ match, place, status, reasons }) => {
              const isOpen = match.status === 'invited';
              return (
                <ListingRow
                  level={2}
                  href={href(ctx, `/matches/${match.id}`)}
                  title={match.demand.title}
                  above={
                    isOpen && match.answerDueAt ? (
                      <Status tone="wait">{say(T.replyBefore, language, { when: formatDeadline(match.answerDueAt, language, now) })}</Status>
                    ) : (
                      <Status tone={match.status === 'engaged' ? 'ok' : match.status === 'interested' ? 'live' : 'ended'}>{status}</Status>
                    )
                  }
                  snippet={summary(reasons, language)}
                  meta={[match.factory.name, place, match.offering.title]}
                  strong={formatMoneyRange(match.demand.budgetMin, match.demand.budgetMax, language)}
                  end={[
                    say(FACT_TEXTS.points, language, { points: formatPoints(match.score) }),
                    <ButtonLink small kind={isOpen ? 'fill' : 'alt'} href={href(ctx, `/matches/${match.id}`)}>
                      {say(isOpen ? T.answer : T.look, language)}
                    </ButtonLink>,
                  ]}
                />
              );
            })}
          </Rows>
          <Pager page={invitations} />
        </section>
      )}
    </Layout>
  );
}
