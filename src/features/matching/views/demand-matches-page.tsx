import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { Form } from '../../../web/components/form.js';
import { Section } from '../../../web/components/sections.js';
import { Empty } from '../../../web/components/states.js';
import { Scroll, Table } from '../../../web/components/tables.js';
import { Segmented } from '../../../web/components/text.js';
import { formatPoints } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import { useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { DemandMatches } from '../matching.types.js';
import { ProviderSheet } from './provider-sheet.js';
import { DemandSeats } from './seat-row.js';
import type { ShownMatch } from './shown-match.js';

interface DemandMatchesPageProps {
  ctx: PageContext;
  demand: DemandMatches['demand'];
  seated: readonly ShownMatch[];
  queued: readonly ShownMatch[];
  over: readonly ShownMatch[];
  /** May the reader answer for the factory? */
  isEditor: boolean;
}

/** The factory's page of a demand: the seats, what waits for it, who was invited, and who queues or has left. */
export function DemandMatchesPage({ ctx, demand, seated, queued, over, isEditor }: DemandMatchesPageProps): VNode {
  const { language } = ctx;
  const waiting = seated.filter(({ match }) => match.status === 'interested');
  const engaged = seated.filter(({ match }) => match.status === 'engaged');
  const invited = seated.filter(({ match }) => match.status === 'invited');
  return (
    <Layout ctx={ctx} title={say(T.matchesTitle, language, { title: demand.title })} kind="desk" current="/workspace" noIndex tabs={<WorkspaceTabs current="/workspace/demands" />}>
      <div class="head">
        <h1 class="h1s">
          <Segmented text={demand.title} />
        </h1>
        <ButtonLink kind="alt" small href={href(ctx, `/demands/${demand.code}`)}>
          {say(T.publicPage, language)}
        </ButtonLink>
      </div>
      <DemandSeats seats={demand.seats} seated={seated.map(({ match }) => match)} />
      {waiting.length > 0 && (
        <Section id="waiting" title={say(T.waitingForYou, language)}>
          {waiting.map((shown) => (
            <ProviderSheet shown={shown} wide href={href(ctx, `/matches/${shown.match.id}`)}>
              {isEditor && <Reply ctx={ctx} shown={shown} />}
            </ProviderSheet>
          ))}
        </Section>
      )}
      {engaged.length > 0 && (
        <Section id="engaged" title={say(T.engagedTitle, language)}>
          <Sheets ctx={ctx} of={engaged} />
        </Section>
      )}
      {invited.length > 0 && (
        <Section id="invited" title={say(T.waitingForThem, language)}>
          <Sheets ctx={ctx} of={invited} />
        </Section>
      )}
      {queued.length + over.length > 0 && (
        <Section id="queue" title={say(T.queueTitle, language)}>
          <Queue ctx={ctx} queued={queued} over={over} />
        </Section>
      )}
      {seated.length + queued.length + over.length > 0 && (
        <p class="s noprint">
          <a href={`/api/v1/demands/${demand.id}/matches.csv?lang=${language}`} download>
            {say(T.scoresCsv, language)}
          </a>
        </p>
      )}
      {seated.length + queued.length + over.length === 0 && (
        <Empty title={say(T.nobodyTitle, language)} action={<ButtonLink href={href(ctx, `/demands/${demand.code}`)}>{say(T.editDemand, language)}</ButtonLink>} level={2}>
          {say(T.nobodyText, language)}
        </Empty>
      )}
    </Layout>
  );
}

/** Yes is one click, since what it does is said below it; no wants a reason, on the match's own page. */
function Reply({ ctx, shown: { match } }: { ctx: PageContext; shown: ShownMatch }): VNode {
  const say = useSay();
  return (
    <>
      <Form action={href(ctx, `/matches/${match.id}/reply`)}>
        <input type="hidden" name="choice" value="accepted" />
        <Acts>
          <Button>{say(T.accepted)}</Button>
          <ButtonLink kind="quiet" href={`${href(ctx, `/matches/${match.id}`)}?choice=refused`}>
            {say(T.refused)}
          </ButtonLink>
        </Acts>
      </Form>
      <p class="hint">{say(T.acceptedHint)}</p>
    </>
  );
}

function Sheets({ ctx, of }: { ctx: PageContext; of: readonly ShownMatch[] }): VNode {
  return (
    <div class="cols three">
      {of.map((shown) => (
        <ProviderSheet shown={shown} href={href(ctx, `/matches/${shown.match.id}`)} />
      ))}
    </div>
  );
}

interface QueueRow {
  readonly shown: ShownMatch;
  readonly situation: string;
  readonly why: string;
}

function Queue({ ctx, queued, over }: { ctx: PageContext; queued: readonly ShownMatch[]; over: readonly ShownMatch[] }): VNode {
  const say = useSay();
  const rows: QueueRow[] = [
    ...queued.map((shown, i) => ({ shown, situation: say(shown.match.isVolunteer ? T.queueVolunteer : T.queuePlace, { n: i + 1 }), why: say(T.queueWhy) })),
    ...over.map((shown) => ({ shown, situation: shown.status, why: shown.ending ?? endingOf(shown, say) })),
  ];
  return (
    <Scroll label={say(T.queueTitle)}>
      <Table
        rows={rows}
        columns={[
          { head: say(T.enterprise), cell: ({ shown }) => <a href={href(ctx, `/matches/${shown.match.id}`)}>{shown.match.provider.name}</a> },
          { head: say(T.situation), cell: ({ situation }) => situation },
          { head: say(T.why), cell: ({ why }) => why },
          { head: say(T.points), cell: ({ shown }) => formatPoints(shown.match.score), right: true },
        ]}
      />
    </Scroll>
  );
}

function endingOf({ match }: ShownMatch, say: ReturnType<typeof useSay>): string {
  if (match.status === 'expired') return say(T.expiredWhy);
  if (match.status === 'lapsed') return say(T.lapsedWhy);
  return match.status === 'engaged' ? say(T.endedWhy) : '';
}
