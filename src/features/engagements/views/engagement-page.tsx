import type { VNode } from 'preact';
import { say, type Text, type TextParams } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { Contacts, Remarks } from '../../../web/components/facts.js';
import { SelectField, TextArea } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Quote } from '../../../web/components/match.js';
import { Columns, Section } from '../../../web/components/sections.js';
import { Note, Status } from '../../../web/components/status.js';
import { Segmented } from '../../../web/components/text.js';
import { Links } from '../../../web/components/ways.js';
import { formatBytes, formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from '../engagement-pages.texts.js';
import { END_REASON_TEXTS, END_REASONS } from '../engagement.reasons.js';
import type { EngagementFile } from '../engagement-files.service.js';
import type { Contact, EngagementView } from '../engagements.queries.js';
import type { Side } from '../engagements.types.js';
import type { Situation } from '../situation.types.js';
import { Decision } from './decision.js';
import { EngagementHistory } from './history.js';
import { StageRow } from './stage-row.js';

export interface EngagementPageProps {
  ctx: PageContext;
  engagement: EngagementView;
  /** Attachments of both listings; none once it has ended. */
  files: readonly EngagementFile[];
  /** The side that the reader looks from. */
  side: Side;
  situation: Situation;
  /** An owner or editor of one of the two. */
  canAct: boolean;
  /** A form that came back, and which of them it is. */
  returned?: { readonly form: 'end' | 'statement'; readonly values: FormValues; readonly problems: readonly Problem[] };
}

/** Two sides that both said yes: whom to call, what is next, and how to part. */
export function EngagementPage(props: EngagementPageProps): VNode {
  const { ctx, engagement, files, side, situation } = props;
  const { language, now } = ctx;
  const tell = (text: Text, params: TextParams = {}): string => say(text, language, params);
  const other = side === 'factory' ? engagement.provider : engagement.factory;
  const day = formatDate(engagement.openedAt, language, { now });
  const contact = (of: Contact, role: string) => ({ role, enterprise: of.enterpriseName, person: of.name, phone: of.phone, email: of.email });
  const isFactory = side === 'factory';
  return (
    <Layout ctx={ctx} title={tell(T.title, { other: other.enterpriseName })} kind="desk" current="/workspace" noIndex tabs={<WorkspaceTabs current="/engagements" />}>
      <div class="head">
        <h1 class="h1s">
          <Segmented text={tell(T.title, { other: other.enterpriseName })} />
        </h1>
        <p class="meta">
          <Standing {...props} />
          <span>{tell(T.begunOn, { day })}</span>
        </p>
      </div>
      {props.canAct && situation.is === 'asked' && (
        <p class="acts narrow after noprint">
          <ButtonLink href="#decide">{tell(T.goDecide)}</ButtonLink>
        </p>
      )}
      <StageRow engagement={engagement} side={side} situation={situation} />
      <div class="f">
        <Columns label={tell(T.thisEngagement)} side={<Aside {...props} />}>
          {engagement.endedAt && <Ended ctx={ctx} engagement={engagement} />}
          <Section id="contacts" title={tell(T.contacts)} aside={<span class="soft s">{tell(T.contactsHint, { day })}</span>}>
            <Contacts sides={[contact(engagement.provider, tell(isFactory ? T.provider : T.providerYou)), contact(engagement.factory, tell(isFactory ? T.factoryYou : T.factory))]} />
          </Section>
          {files.length > 0 && (
            <Section id="files" title={tell(T.files)} aside={<span class="soft s">{tell(T.filesHint)}</span>}>
              <Remarks
                items={files.map(({ id, name, size, of }) => ({
                  item: (
                    <a href={`/api/v1/engagements/${engagement.id}/attachments/${id}`} download>
                      {name}
                    </a>
                  ),
                  remark: tell(of === 'demand' ? T.fileOfDemand : T.fileOfOffering, { size: formatBytes(size) }),
                }))}
              />
            </Section>
          )}
          <EngagementHistory engagement={engagement} side={side} />
          {situation.is !== 'over' && (
            <Section id="next" title={tell(T.nextTitle)}>
              <ol class="num">
                {engagement.stage === 'contact' && <li>{tell(T.nextCall)}</li>}
                <li>{tell(situation.stage === 'signed' ? T.nextSigned : T.nextWork)}</li>
                {engagement.askAt && <li>{tell(T.nextAsk, { day: formatDate(engagement.askAt, language, { now }) })}</li>}
                <li>{tell(T.nextEnd)}</li>
              </ol>
            </Section>
          )}
        </Columns>
      </div>
    </Layout>
  );
}

function Standing({ ctx, engagement, situation }: EngagementPageProps): VNode {
  const { language } = ctx;
  const stage = situation.is === 'over' ? '' : say(T[situation.stage], language);
  if (engagement.endedAt) return <Status tone="ended">{say(T.ended, language)}</Status>;
  switch (situation.is) {
    case 'over':
      return <Status tone="ok">{say(T.done, language)}</Status>;
    case 'asked':
      return <Status tone="wait">{say(T.waitsForYou, language, { stage })}</Status>;
    case 'waiting':
      return <Status tone="live">{say(T.waitsForThem, language, { stage })}</Status>;
    case 'disputed':
      return <Status tone="wait">{say(T.isDisputed, language)}</Status>;
    case 'free':
      return <Status tone="live">{say(T.running, language)}</Status>;
  }
}

function Ended({ ctx, engagement }: { ctx: PageContext; engagement: EngagementView }): VNode {
  const { language, now } = ctx;
  return (
    <Note title={engagement.endedAt ? say(T.endedOn, language, { day: formatDate(engagement.endedAt, language, { now }) }) : ''}>
      {engagement.endReason && say(T.endedBecause, language, { reason: say(END_REASON_TEXTS[engagement.endReason], language) })}
      {engagement.endNote && <Quote text={engagement.endNote} />}
    </Note>
  );
}

function Aside({ ctx, engagement, situation, canAct, returned }: EngagementPageProps): VNode {
  const { language } = ctx;
  const back = (form: 'end' | 'statement') => (returned?.form === form ? { values: returned.values, problems: returned.problems } : {});
  // What the other side has stated is answered first, and what an officer settles is settled first.
  const canEnd = canAct && (situation.is === 'free' || situation.is === 'waiting');
  const tell = (text: Text): string => say(text, language);
  return (
    <>
      {canAct && <Decision engagement={engagement} situation={situation} {...back('statement')} />}
      <div>
        <h2 class="h3">{tell(T.thisEngagement)}</h2>
        <Links
          ways={[
            { label: engagement.demand.title, href: href(ctx, `/demands/${engagement.demand.code}`) },
            { label: engagement.offering.title, href: href(ctx, `/offerings/${engagement.offering.code}`) },
            { label: tell(T.seeMatch), href: href(ctx, `/matches/${engagement.matchId}`) },
          ]}
        />
      </div>
      {canEnd && (
        <div class="gap s">
          <h2 class="h3">{tell(T.endTitle)}</h2>
          <p>{tell(T.endText)}</p>
          <Form action={href(ctx, `/engagements/${engagement.id}/end`)} {...back('end')} labels={{ reason: tell(T.reason), note: tell(T.note) }}>
            <ErrorSummary />
            <SelectField name="reason" options={END_REASONS.map((value) => ({ value, label: tell(END_REASON_TEXTS[value]) }))} />
            <TextArea name="note" rows={2} maxLength={1000} optional />
            <Acts spaced>
              <Button kind="no" small>
                {tell(T.end)}
              </Button>
            </Acts>
          </Form>
        </div>
      )}
    </>
  );
}
