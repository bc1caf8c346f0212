import type { VNode } from 'preact';
import { Remarks, TitleBlock } from '../../../web/components/facts.js';
import { Quote, Reasons } from '../../../web/components/match.js';
import { formatRelative } from '../../../web/format.js';
import type { MailFact } from '../../../web/mail/mail-content.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { SaidReason } from '../match-words.service.js';
import type { MatchRecord } from '../matching.types.js';

interface ProviderFactsProps {
  match: MatchRecord;
  facts: readonly MailFact[];
  reasons: readonly SaidReason[];
  evidence: readonly MailFact[];
}

/** Whom a factory is asked about: the provider's title block, why he, his words and his proofs. */
export function ProviderFacts({ match, facts, reasons, evidence }: ProviderFactsProps): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <section class="sheet gap" aria-labelledby="provider">
      <h2 id="provider" class="h3">
        {match.provider.name}
      </h2>
      <TitleBlock cells={facts.map(({ term, value }) => ({ term, value, width: 'half' }))} />
      <Reasons items={reasons} />
      {match.message && <Quote text={match.message} {...(match.answeredAt && { by: say(T.theirWords, { when: formatRelative(match.answeredAt, ctx.now, ctx.language) }) })} />}
      <h3 class="h3 after">{say(T.evidence)}</h3>
      {evidence.length > 0 ? <Remarks items={evidence.map(({ term, value }) => ({ item: term, remark: value }))} /> : <p class="s soft">{say(T.noEvidence)}</p>}
    </section>
  );
}
