import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { ScoreTable } from '../../../web/components/match.js';
import { Columns, Sheet } from '../../../web/components/sections.js';
import { Note, Status } from '../../../web/components/status.js';
import { Segmented } from '../../../web/components/text.js';
import { Crumbs } from '../../../web/components/ways.js';
import { formatDeadline } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { ReturnedForm } from '../../../web/links/link-page.js';
import type { PageContext } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import { texts } from '../../../web/texts.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { Colleague } from '../matching.queries.js';
import { AnswerForm } from './answer-form.js';
import { DemandFacts } from './demand-facts.js';
import { OtherTable } from './other-table.js';
import { ProviderFacts } from './provider-facts.js';
import { ReplyForm } from './reply-form.js';
import type { ShownMatch } from './shown-match.js';

interface MatchPageProps {
  ctx: PageContext;
  shown: ShownMatch;
  /** The form that the reader may use now; null when there is nothing to answer, or not by him. */
  form: ReturnedForm | null;
  colleagues: readonly Colleague[];
  /** Why it cannot be answered any more. */
  over: string | null;
}

/** One match from the reader's side: what it is about, why, how the score adds up, and the answer. */
export function MatchPage({ ctx, shown, form, colleagues, over }: MatchPageProps): VNode {
  const { language } = ctx;
  const { match, side, score } = shown;
  const isFactory = side === 'factory';
  const title = isFactory ? match.provider.name : match.demand.title;
  const up = isFactory
    ? { label: match.demand.title, href: href(ctx, `/demands/${match.demand.code}/matches`) }
    : { label: say(T.invitationsTitle, language), href: href(ctx, '/invitations') };
  const table = (
      <Sheet>
        <h2 class="h3">{say(texts.scoreHow, language)}</h2>
        <ScoreTable parts={score.parts} total={score.total} />
        {score.provider && <OtherTable fit={score.provider} side={side} />}
        <p class="s">
          <a href={`/api/v1/matches/${match.id}/score.csv?lang=${language}`} download>
            {say(T.scoreCsv, language)}
          </a>
        </p>
      </Sheet>
  );
  return (
    <Layout ctx={ctx} title={title} kind="desk" current="/workspace" noIndex tabs={<WorkspaceTabs current={isFactory ? '/workspace/demands' : '/invitations'} />}>
      <Crumbs ways={[up]} />
      <div class="head">
        <h1 class="h1s">
          <Segmented text={title} />
        </h1>
        <p class="meta">
          <StatusOf ctx={ctx} shown={shown} />
        </p>
      </div>
      <Columns label={say(texts.scoreHow, language)} side={table}>
        {over && <Note tone="warn">{over}</Note>}
        {isFactory ? (
          <ProviderFacts match={match} facts={shown.providerFacts} reasons={shown.reasons} evidence={shown.evidence} />
        ) : (
          <DemandFacts demand={match.demand} facts={shown.demandFacts} reasons={shown.reasons} />
        )}
        {match.engagementId && (
          <p class="acts">
            <ButtonLink href={href(ctx, `/engagements/${match.engagementId}`)}>{say(T.seeEngagement, language)}</ButtonLink>
          </p>
        )}
        {form &&
          (isFactory ? (
            <ReplyForm action={href(ctx, `/matches/${match.id}/reply`)} values={form.values} problems={form.problems} />
          ) : (
            <AnswerForm action={href(ctx, `/matches/${match.id}/answer`)} values={form.values} problems={form.problems} colleagues={colleagues} demandId={match.demand.id} />
          ))}
      </Columns>
    </Layout>
  );
}

function StatusOf({ ctx, shown: { match, side, status, ending } }: { ctx: PageContext; shown: ShownMatch }): VNode {
  const { language, now } = ctx;
  const waits = side === 'factory' ? match.status === 'interested' : match.status === 'invited';
  const due = side === 'factory' ? match.replyDueAt : match.answerDueAt;
  if (waits && due) return <Status tone="wait">{say(T.replyBefore, language, { when: formatDeadline(due, language, now) })}</Status>;
  if (match.status === 'interested') return <Status tone="live">{say(T.waitsForFactory, language)}</Status>;
  return <Status tone={match.status === 'engaged' && !match.endedAt ? 'ok' : 'ended'}>{ending ? `${status} · ${ending}` : status}</Status>;
}
