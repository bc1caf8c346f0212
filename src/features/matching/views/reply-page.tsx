import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { Layout } from '../../../web/layout.js';
import type { ReturnedForm } from '../../../web/links/link-page.js';
import { LinkTerms, NothingChanges } from '../../../web/links/link-views.js';
import type { MailFact } from '../../../web/mail/mail-content.js';
import type { PageContext } from '../../../web/page-context.js';
import { REPLY_LINK } from '../match-links.types.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { SaidReason } from '../match-words.service.js';
import type { MatchRecord } from '../matching.types.js';
import type { FromMail } from './answer-page.js';
import { ProviderFacts } from './provider-facts.js';
import { ReplyForm } from './reply-form.js';

interface ReplyPageProps {
  ctx: PageContext;
  match: MatchRecord;
  facts: readonly MailFact[];
  reasons: readonly SaidReason[];
  evidence: readonly MailFact[];
  form: ReturnedForm;
  mail: FromMail;
}

/** The factory's confirming page: who wants to do it and why he, the choice still open, confirm. */
export function ReplyPage({ ctx, match, facts, reasons, evidence, form, mail }: ReplyPageProps): VNode {
  const { language } = ctx;
  const title = say(T.replyTitle, language, { provider: match.provider.name });
  const clicked = Object.entries(REPLY_LINK.outcomes).find(([outcome]) => outcome === mail.clicked)?.[1];
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <p class="lead2">
        {clicked ? say(T.answerClicked, language, { answer: clicked[language] }) : say(T.answerOpened, language)} <NothingChanges ctx={ctx} />
      </p>
      <p>{match.demand.title}</p>
      <ProviderFacts match={match} facts={facts} reasons={reasons} evidence={evidence} />
      <ReplyForm values={form.values} problems={form.problems} />
      <p class="hint f">
        {say(T.actsAs, language, { enterprise: match.factory.name, person: mail.person })} <LinkTerms ctx={ctx} expiresAt={mail.expiresAt} />
      </p>
    </Layout>
  );
}
