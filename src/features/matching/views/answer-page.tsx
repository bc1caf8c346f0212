import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { Layout } from '../../../web/layout.js';
import type { ReturnedForm } from '../../../web/links/link-page.js';
import { LinkTerms, NothingChanges } from '../../../web/links/link-views.js';
import type { MailFact } from '../../../web/mail/mail-content.js';
import type { PageContext } from '../../../web/page-context.js';
import { formatPoints } from '../../../web/format.js';
import { ANSWER_LINK } from '../match-links.types.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { SaidReason } from '../match-words.service.js';
import { FACT_TEXTS } from '../match-facts.texts.js';
import type { Colleague } from '../matching.queries.js';
import type { MatchRecord } from '../matching.types.js';
import { AnswerForm } from './answer-form.js';
import { DemandFacts } from './demand-facts.js';

/** What somebody came with who opened the page from a mail. */
export interface FromMail {
  readonly clicked: string | null;
  readonly person: string;
  readonly expiresAt: Date;
}

interface AnswerPageProps {
  ctx: PageContext;
  match: MatchRecord;
  facts: readonly MailFact[];
  reasons: readonly SaidReason[];
  colleagues: readonly Colleague[];
  form: ReturnedForm;
  mail: FromMail;
}

/** What you clicked, what it is about, the choice still open, what happens after, confirm; below, as whom and until when. */
export function AnswerPage({ ctx, match, facts, reasons, colleagues, form, mail }: AnswerPageProps): VNode {
  const { language } = ctx;
  const title = say(T.answerTitle, language);
  const clicked = Object.entries(ANSWER_LINK.outcomes).find(([outcome]) => outcome === mail.clicked)?.[1];
  const points = say(FACT_TEXTS.points, language, { points: formatPoints(match.score) });
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <p class="lead2">
        {clicked ? say(T.answerClicked, language, { answer: clicked[language] }) : say(T.answerOpened, language)} <NothingChanges ctx={ctx} />
      </p>
      <DemandFacts demand={match.demand} facts={[...facts, { term: say(T.yourMatch, language), value: points }]} reasons={reasons} />
      <AnswerForm values={form.values} problems={form.problems} colleagues={colleagues} demandId={match.demand.id} />
      <p class="hint f">
        {say(T.actsAs, language, { enterprise: match.provider.name, person: mail.person })} <LinkTerms ctx={ctx} expiresAt={mail.expiresAt} />
      </p>
    </Layout>
  );
}
