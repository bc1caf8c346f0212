import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { TitleBlock } from '../../../web/components/facts.js';
import { Reasons } from '../../../web/components/match.js';
import { Segmented } from '../../../web/components/text.js';
import type { MailFact } from '../../../web/mail/mail-content.js';
import { usePage } from '../../../web/page-context.js';
import type { SaidReason } from '../match-words.service.js';

interface DemandFactsProps {
  demand: { readonly id: string; readonly title: string };
  facts: readonly MailFact[];
  reasons: readonly SaidReason[];
}

/** What a provider is asked about: the demand's title block, and why he. */
export function DemandFacts({ demand, facts, reasons }: DemandFactsProps): VNode {
  return (
    <section class="sheet gap" aria-labelledby="demand">
      <h2 id="demand" class="h3">
        <a href={href(usePage(), `/demands/${demand.id}`)}>
          <Segmented text={demand.title} />
        </a>
      </h2>
      <TitleBlock cells={facts.map(({ term, value }) => ({ term, value, width: 'half' }))} />
      <Reasons items={reasons} />
    </section>
  );
}
