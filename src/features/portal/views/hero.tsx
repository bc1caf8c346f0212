import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, ButtonLink } from '../../../web/components/button.js';
import { TitleBlock } from '../../../web/components/facts.js';
import { SeatRow, type SeatSlot } from '../../../web/components/seats.js';
import { Status } from '../../../web/components/status.js';
import { Segmented } from '../../../web/components/text.js';
import { SearchField } from '../../../web/components/ways.js';
import { formatDate, formatMoneyRange, shorten } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import type { Market } from '../home.queries.js';
import { HOME_TEXTS as T } from '../home.texts.js';

/** The most seats that stand in one row beside the promise. */
const SEATS_SHOWN = 5;

interface HeroProps {
  market: Market;
  taxonomy: TaxonomyService;
}

/** The promise, the two ways to begin, the search, and beside them a real demand with its seats. */
export function Hero({ market, taxonomy }: HeroProps): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <div class="band">
      <div class="wrap two hero">
        <div>
          <h1 class="say">
            {say(T.promise1)}
            <br />
            {say(T.promise2)}
          </h1>
          <p class="lead">{say(T.lead)}</p>
          <Acts>
            <ButtonLink href={href(ctx, '/demands/new')}>{say(T.postDemand)}</ButtonLink>
            <ButtonLink kind="alt" href={href(ctx, '/offerings/new')}>
              {say(T.addOffering)}
            </ButtonLink>
          </Acts>
          <form class="f" action={href(ctx, '/providers')} role="search">
            <SearchField label={say(T.search)} placeholder={say(T.placeholder)} suggest="/api/v1/search/suggestions" visibleLabel />
          </form>
        </div>
        {market.picture ? <Picture demand={market.picture} taxonomy={taxonomy} /> : <NoPicture />}
      </div>
    </div>
  );
}

function Picture({ demand, taxonomy }: { demand: NonNullable<Market['picture']>; taxonomy: TaxonomyService }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <article class="sheet lift" aria-labelledby="now">
      <p class="meta">
        <Status tone="live">{say(T.searching)}</Status>
        <span>{say(T.published, { date: formatDate(demand.publishedAt, ctx.language, { now: ctx.now }) })}</span>
      </p>
      <h2 id="now">
        <a href={href(ctx, `/demands/${demand.code}`)}>
          <Segmented text={demand.title} />
        </a>
      </h2>
      <TitleBlock
        cells={[
          { term: say(T.place), value: taxonomy.regionPath(demand.regionCode)[ctx.language], width: 'half' },
          { term: say(T.budget), value: formatMoneyRange(demand.budgetMin, demand.budgetMax, ctx.language), width: 'half' },
          demand.effect !== '' && { term: say(T.wants), value: shorten(demand.effect, 60), width: 'full' },
        ]}
      />
      <Chairs demand={demand} taxonomy={taxonomy} />
    </article>
  );
}

function Chairs({ demand, taxonomy }: { demand: NonNullable<Market['picture']>; taxonomy: TaxonomyService }): VNode {
  const ctx = usePage();
  const say = useSay();
  const taken = demand.taken.slice(0, SEATS_SHOWN).map(
    ({ status, regionCode, isExploring }): SeatSlot => ({
      state: status === 'invited' ? 'wait' : 'on',
      title: say(status === 'invited' && isExploring ? T.seat_exploring : T[`seat_${status}`]),
      lines: [taxonomy.regionPath(regionCode)[ctx.language]],
    }),
  );
  const free = Math.max(0, Math.min(demand.seats, SEATS_SHOWN) - taken.length);
  return (
    <SeatRow
      label={say(T.seatsOf, { count: demand.seats })}
      slots={[...taken, ...Array.from({ length: free }, (): SeatSlot => ({ state: 'free', title: say(T.seat_free) }))]}
    />
  );
}

function NoPicture(): VNode {
  const say = useSay();
  return (
    <article class="sheet lift gap" aria-labelledby="now">
      <h2 id="now">{say(T.emptyTitle)}</h2>
      <p>{say(T.emptyText)}</p>
    </article>
  );
}
