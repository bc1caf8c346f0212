import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { ListingRow } from '../../../web/components/listing-row.js';
import { Seats } from '../../../web/components/seats.js';
import { formatDate, formatList, formatMoneyRange } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import { shortCertificate } from '../certificate-name.js';
import { DIRECTORY_TEXTS as T } from '../directory.texts.js';
import type { DemandHit, EnterpriseHit, HeldCertificate, Hit, OfferingHit } from '../directory.types.js';
import { SNIPPET } from '../directory.view.js';
import { snippetOf } from '../snippet.js';

/** Certificates and service regions that a row names; the page behind it has the rest. */
const FEW = 3;

interface RowProps<H extends Hit> {
  hit: H;
  words: readonly string[];
  taxonomy: TaxonomyService;
}

/** A hit: its title and the part of its text that says the words, and the facts by which one chooses. */
export function HitRow({ hit, ...props }: RowProps<Hit>): VNode {
  switch (hit.kind) {
    case 'offering':
      return <OfferingRow hit={hit} {...props} />;
    case 'demand':
      return <DemandRow hit={hit} {...props} />;
    case 'enterprise':
      return <EnterpriseRow hit={hit} {...props} />;
  }
}

function OfferingRow({ hit, words, taxonomy }: RowProps<OfferingHit>): VNode {
  const ctx = usePage();
  const say = useSay();
  const served = hit.serviceRegions.slice(0, FEW).map((code) => taxonomy.regionPath(code)[ctx.language]);
  const more = hit.serviceRegions.length > FEW ? '……' : '';
  const hasPrice = hit.budgetMin !== null || hit.budgetMax !== null;
  return (
    <ListingRow
      level={2}
      href={href(ctx, `/offerings/${hit.code}`)}
      title={hit.title}
      snippet={snippetOf(hit.text, words, SNIPPET)}
      words={words}
      meta={[
        hit.enterprise.name,
        taxonomy.regionPath(hit.regionCode)[ctx.language],
        hit.categoryCode && taxonomy.label('service-category', hit.categoryCode, ctx.language),
        ...heldWords(hit.certificates, taxonomy),
      ]}
      end={[
        hasPrice && <b class="nw">{formatMoneyRange(hit.budgetMin, hit.budgetMax, ctx.language)}</b>,
        hit.serviceRegions.length === 0 ? say(T.everywhere) : say(T.serves, { places: formatList(served, ctx.language) + more }),
        hit.leadDays !== null && say(T.leadDays, { days: hit.leadDays }),
      ].filter(Boolean)}
    />
  );
}

function DemandRow({ hit, words, taxonomy }: RowProps<DemandHit>): VNode {
  const ctx = usePage();
  const say = useSay();
  const names = hit.mustHave.slice(0, FEW).map((code) => shortCertificate(taxonomy, code, ctx.language));
  return (
    <ListingRow
      level={2}
      href={href(ctx, `/demands/${hit.code}`)}
      title={hit.title}
      snippet={snippetOf(hit.text, words, SNIPPET)}
      words={words}
      meta={[
        taxonomy.regionPath(hit.regionCode)[ctx.language],
        hit.categoryCode && taxonomy.label('service-category', hit.categoryCode, ctx.language),
        names.length > 0 && say(T.mustHave, { names: formatList(names, ctx.language) }),
      ]}
      strong={formatMoneyRange(hit.budgetMin, hit.budgetMax, ctx.language)}
      end={[<Seats seats={hit.seats} taken={hit.seatsTaken} words />, hit.deadline && say(T.until, { date: formatDate(hit.deadline, ctx.language, { now: ctx.now }) })].filter(Boolean)}
    />
  );
}

function EnterpriseRow({ hit, words, taxonomy }: RowProps<EnterpriseHit>): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <ListingRow
      level={2}
      href={href(ctx, `/enterprises/${hit.code}`)}
      title={hit.title}
      snippet={snippetOf(hit.text, words, SNIPPET)}
      words={words}
      meta={[
        say(T.one_enterprise),
        taxonomy.regionPath(hit.regionCode)[ctx.language],
        hit.industryCode && taxonomy.label('industry', hit.industryCode, ctx.language),
        say(T[`size_${hit.size}`]),
        ...heldWords(hit.certificates, taxonomy),
      ]}
      end={[hit.offerings > 0 ? say(T.offerings, { count: hit.offerings }) : say(T.noOfferings)]}
    />
  );
}

/** How each certificate is known is said with it, always. */
function heldWords(certificates: readonly HeldCertificate[], taxonomy: TaxonomyService): VNode[] {
  return certificates.slice(0, FEW).map((held) => <Held held={held} taxonomy={taxonomy} />);
}

function Held({ held, taxonomy }: { held: HeldCertificate; taxonomy: TaxonomyService }): VNode {
  const { language } = usePage();
  const say = useSay();
  const name = shortCertificate(taxonomy, held.code, language);
  return <span class={held.isChecked ? 'ok' : undefined}>{say(held.isChecked ? T.checked : T.stated, { name })}</span>;
}

