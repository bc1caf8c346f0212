import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { Remarks, TitleBlock } from '../../../web/components/facts.js';
import type { FormValues, Problem } from '../../../web/components/form.js';
import { Queue, type QueueItem } from '../../../web/components/office.js';
import { Section } from '../../../web/components/sections.js';
import { Note, Status } from '../../../web/components/status.js';
import { DiffTable, History } from '../../../web/components/tables.js';
import { Paragraphs, Segmented } from '../../../web/components/text.js';
import { formatBytes, formatDuration, formatRelative } from '../../../web/format.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { CaseFile } from '../case-file.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import { workingTime } from './clock-words.js';
import { DecisionForm } from './decision-form.js';
import { type Office, OfficePage } from './office-page.js';
import { SettlementForm } from './settlement-form.js';

interface CasePageProps {
  ctx: PageContext;
  office: Office;
  file: CaseFile;
  /** The most urgent cases, beside this one. */
  queue: readonly QueueItem[];
  nextId: string | null;
  /** The officer sits in the enterprise. */
  isOwn: boolean;
  values?: FormValues;
  problems?: readonly Problem[];
  refusal?: string | undefined;
}

/** A case: the queue beside it, what there is to see, and the decision. */
export function CasePage(props: CasePageProps): VNode {
  const { ctx, office, file, queue } = props;
  return (
    <OfficePage ctx={ctx} office={office} at="waiting" title={file.review.title}>
      <div class="desk3">
        <Queue label={T.queue[ctx.language]} title={`${T.waiting[ctx.language]} ${office.open}`} items={queue}>
          <p class="s">
            <a class="pad" href={href(ctx, '/review')} data-key="q">
              {T.backToQueue[ctx.language]}
            </a>
          </p>
        </Queue>
        <CaseContent file={file} />
        <Decision {...props} />
      </div>
    </OfficePage>
  );
}

function CaseContent({ file }: { file: CaseFile }): VNode {
  const ctx = usePage();
  const say = useSay();
  const { review } = file;
  return (
    <div class="gap case">
      <a class="pad narrow" href={href(ctx, '/review')}>
        {say(T.backToQueue)}
      </a>
      <p class="meta">
        <CaseStatus file={file} />
        <span>{file.kind}</span>
        <span>{file.code}</span>
      </p>
      <h1>
        <Segmented text={review.title} />
      </h1>
      <TitleBlock cells={file.cells} />
      <Hints file={file} />
      {file.changes && (
        <Section id="changes" title={say(T.changesTitle)} aside={<span class="s soft">{say(T.changesNote)}</span>}>
          <DiffTable label={say(T.changesTitle)} changes={file.changes} before={say(T.before)} after={say(T.after)} />
        </Section>
      )}
      {file.texts.length > 0 && (
        <Section id="content" title={say(T.contentTitle)} aside={<a href={href(ctx, file.pageHref)}>{say(T.publicPage)}</a>}>
          {file.texts.map(({ title, text }) => (
            <div class="f">
              <h3>{title}</h3>
              <Paragraphs text={text} />
            </div>
          ))}
        </Section>
      )}
      {file.files.length > 0 && (
        <Section id="files" title={say(T.attachments)}>
          <Remarks items={file.files.map((one) => ({ item: <a href={one.href}>{one.name}</a>, remark: formatBytes(one.size) }))} />
        </Section>
      )}
      {file.evidence.length > 0 && (
        <Section id="evidence" title={say(T.evidenceTitle)}>
          <Remarks items={file.evidence.map(({ name, remark }) => ({ item: name, remark }))} />
        </Section>
      )}
      {file.history.length > 0 && (
        <Section id="history" title={say(T.historyTitle)}>
          <History entries={file.history} />
        </Section>
      )}
    </div>
  );
}

function CaseStatus({ file: { review, clock } }: { file: CaseFile }): VNode {
  const { language, now } = usePage();
  const say = useSay();
  if (review.status !== 'open') return <Status tone={review.status === 'approved' ? 'ok' : 'ended'}>{say(T[`status_${review.status}`])}</Status>;
  const params = { waited: formatDuration(now.getTime() - new Date(review.openedAt).getTime(), language), left: workingTime(clock.hoursLeft, language) };
  return <Status tone={clock.state === 'late' ? 'bad' : 'wait'}>{say(clock.state === 'late' ? T.openOver : T.openLeft, params)}</Status>;
}

function Hints({ file }: { file: CaseFile }): VNode {
  const say = useSay();
  if (file.hints.length === 0) return <p class="soft">{say(T.noHints)}</p>;
  return (
    <Section id="hints" title={say(T.hintsN, { n: file.hints.length })}>
      <p class="s soft">{say(T.hintsNote)}</p>
      <ul class="gap">
        {file.hints.map((hint) => (
          <li class="note warn">
            <b>{hint.title}</b> {hint.href ? <a href={hint.href}>{hint.text}</a> : hint.text}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Decision({ ctx, file, nextId, isOwn, values, problems, refusal }: CasePageProps): VNode {
  const say = useSay();
  const { review } = file;
  const next = nextId && (
    <ButtonLink kind="alt" small full href={href(ctx, `/review/${nextId}`)} hotkey="j">
      {say(T.next)}
    </ButtonLink>
  );
  if (review.status === 'open' && !isOwn && review.subjectKind === 'engagement') return <SettlementForm review={review} next={next} values={values} problems={problems} refusal={refusal} />;
  if (review.status === 'open' && !isOwn) return <DecisionForm file={file} next={next} values={values} problems={problems} refusal={refusal} />;
  return (
    <div class="decide">
      <div class="sheet lift gap">
        <h2>{say(T.decision)}</h2>
        {refusal && <Note tone="bad" role="alert" title={refusal} />}
        {isOwn && review.status === 'open' ? <Note tone="warn">{say(T.own)}</Note> : <Taken file={file} />}
        {next}
      </div>
    </div>
  );
}

function Taken({ file: { review, reasons } }: { file: CaseFile }): VNode {
  const { language, now } = usePage();
  const say = useSay();
  const at = review.decidedAt ? formatRelative(new Date(review.decidedAt), now, language) : '';
  return (
    <>
      <p>
        <b>{review.status === 'open' ? '' : say(T[`status_${review.status}`])}</b>
      </p>
      {review.decidedBy && <p class="s soft">{say(T.decidedBy, { by: review.decidedBy, at })}</p>}
      {review.reasonCodes.map((code) => (
        <p class="s">{reasons.find((reason) => reason.code === code)?.name[language] ?? code}</p>
      ))}
      {review.note && <Paragraphs text={review.note} />}
    </>
  );
}
