import type { VNode } from 'preact';
import { type Language, say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Facets, FacetsButton } from '../../../web/components/facets.js';
import { CsrfField } from '../../../web/components/form.js';
import { Rows } from '../../../web/components/listing-row.js';
import { Note } from '../../../web/components/status.js';
import { Chips, Pager, SearchField, type Tab, Tabs } from '../../../web/components/ways.js';
import { formatList, formatNumber, shorten } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import { type PageContext, PageScope } from '../../../web/page-context.js';
import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import { choiceName } from '../choice-name.js';
import type { SearchOutcome, WayOut } from '../directory.queries.js';
import { DIRECTORY_TEXTS as T } from '../directory.texts.js';
import { FILTERS, FIRST_PAGE, LAST_PAGE, MOST_WORDS, NO_FILTERS, type SearchState, type Sort } from '../directory.types.js';
import { facetGroups } from '../facet-groups.js';
import { placeHint } from '../place-hint.js';
import { hasFilters, searchOf, without } from '../search-address.js';
import { narrowest } from '../search-filters.js';
import { DraftDemand } from './draft-demand.js';
import { HitRow } from './hit-row.js';
import { HitsMap } from './hits-map.js';
import { NoHits } from './no-hits.js';

/** Answers while one types. */
const SUGGESTIONS = '/api/v1/search/suggestions';

interface ProvidersPageProps {
  ctx: PageContext;
  state: SearchState;
  outcome: SearchOutcome;
  waysOut: readonly WayOut[];
  ignored: readonly string[];
  isCut: boolean;
  taxonomy: TaxonomyService;
}

/** Words, kinds, filters, hits: a form that is sent by GET, so that each state of it is an address. */
export function ProvidersPage(props: ProvidersPageProps): VNode {
  const { ctx, state, outcome, taxonomy } = props;
  const t = (text: { zh: string; en: string }, params = {}): string => say(text, ctx.language, params);
  const { total } = outcome.page;
  const isAsked = state.words !== '' || hasFilters(state);
  const groups = facetGroups(outcome, state, taxonomy, ctx.language);
  const isDemands = state.kind === 'demand';
  const title = t(isDemands ? T.titleDemands : T.title);
  return (
    <Layout
      ctx={ctx}
      title={state.words === '' ? title : t(T.titleFor, { words: shorten(state.words, 40), total: formatNumber(total) })}
      description={t(T.description)}
      current="/providers"
      noIndex={isAsked || state.page > 1}
    >
      <h1 class={isAsked ? 'vh' : undefined}>{title}</h1>
      {!isAsked && <p class="lead2 prose">{t(isDemands ? T.leadDemands : T.lead)}</p>}
      <form action={href(ctx, '/providers')} role="search">
        <SearchField value={state.words} label={t(isDemands ? T.searchLabelDemands : T.searchLabel)} placeholder={t(T.placeholder)} suggest={SUGGESTIONS} {...(!isAsked && !isDemands && { hint: t(T.searchHint) })} />
        <Read {...props} />
        <Place {...props} />
        {state.kind && <input type="hidden" name="kind" value={state.kind} />}
        {state.sort !== 'fit' && <input type="hidden" name="sort" value={state.sort} />}
        <Tabs label={t(T.kinds)} tabs={kindTabs(ctx, state, outcome)} />
        <div class={groups.length > 0 ? 'two left' : undefined}>
          {groups.length > 0 && <Facets groups={groups} clearHref={href(ctx, '/providers') + searchOf({ ...state, filters: NO_FILTERS, ...FIRST_PAGE })} />}
          <div id="results">
            <Notes {...props} />
            <Results {...props} />
          </div>
        </div>
      </form>
      {isSavable(state) && (
        <form id={SAVE_FORM} method="post" action={href(ctx, '/saved-searches')}>
          <CsrfField />
          <input type="hidden" name="search" value={searchOf({ ...state, ...FIRST_PAGE })} />
        </form>
      )}
    </Layout>
  );
}

/** What the words were taken for, and the way to the words as they were typed. */
function Read({ ctx, state, outcome }: ProvidersPageProps): VNode | null {
  const { replaced } = outcome;
  const to = (isVerbatim: boolean): string => href(ctx, '/providers') + searchOf({ ...state, isVerbatim, ...FIRST_PAGE });
  if (state.isVerbatim) {
    return (
      <p class="hint">
        {say(T.verbatim, ctx.language)} <a href={to(false)}>{say(T.verbatimNot, ctx.language)}</a>
      </p>
    );
  }
  if (replaced.length === 0) return null;
  const words = replaced.map(({ typed, read }) => say(T.readAs, ctx.language, { typed: shorten(typed, 24), read }));
  return (
    <p class="hint">
      {say(T.read, ctx.language, { words: formatList(words, ctx.language) })} <a href={to(true)}>{say(T.readNot, ctx.language)}</a>
    </p>
  );
}

/** A place among the words is better asked for as one: texts seldom say where they are. */
function Place({ ctx, state, taxonomy }: ProvidersPageProps): VNode | null {
  const hint = placeHint(state, taxonomy);
  if (!hint) return null;
  const place = taxonomy.regionPath(hint.code)[ctx.language];
  const next: SearchState = { ...state, words: hint.rest, filters: { ...state.filters, region: [hint.code] }, ...FIRST_PAGE };
  return (
    <p class="hint">
      <a href={href(ctx, '/providers') + searchOf(next)}>{say(hint.rest === '' ? T.placeAll : T.placeHint, ctx.language, { place, words: shorten(hint.rest, 30) })}</a>
    </p>
  );
}

/** What was not done as it was asked. */
function Notes({ ctx, outcome, ignored, isCut }: ProvidersPageProps): VNode | null {
  const isDropped = outcome.dropped.length > 0;
  const isLoose = outcome.page.total > 0 && outcome.close === 0 && !isDropped;
  if (!isCut && ignored.length === 0 && !isLoose && !isDropped) return null;
  const dropped = outcome.dropped.map((word) => say(T.quoted, ctx.language, { word: shorten(word, 24) }));
  return (
    <div class="told gap">
      {isCut && <Note tone="warn">{say(T.cut, ctx.language, { most: formatNumber(MOST_WORDS) })}</Note>}
      {ignored.length > 0 && <Note tone="warn">{say(T.ignored, ctx.language, { list: formatList(ignored, ctx.language) })}</Note>}
      {isDropped && <Note title={say(T.dropped, ctx.language)}>{say(T.droppedText, ctx.language, { words: formatList(dropped, ctx.language) })}</Note>}
      {isLoose && <Note title={say(T.loose, ctx.language)}>{say(T.looseText, ctx.language)}</Note>}
    </div>
  );
}

function Results({ ctx, state, outcome, waysOut, taxonomy }: ProvidersPageProps): VNode {
  const t = (text: { zh: string; en: string }, params = {}): string => say(text, ctx.language, params);
  const { page, words } = outcome;
  const isMixed = outcome.close > 0 && outcome.close < page.total;
  const chips = chipsOf(state, taxonomy, ctx.language).map(({ label, next }) => ({ label, href: href(ctx, '/providers') + searchOf(next) }));
  return (
    <>
      <div class="head">
        <p>{page.total > 0 && <b>{t(isMixed ? T.foundClose : outcome.isAbout ? T.foundAbout : T.found, { total: formatNumber(page.total), close: formatNumber(outcome.close) })}</b>}</p>
        <p class="meta">
          {(page.total > 0 || chips.length > 0) && <FacetsButton chosen={chips.length} />}
          {page.total > 1 && <Sorts ctx={ctx} state={state} />}
          {isSavable(state) && (
            <button class="btn alt sm" form={SAVE_FORM}>
              {t(T.tellMe)}
            </button>
          )}
        </p>
      </div>
      <Chips chips={chips} />
      <HitsMap state={state} outcome={outcome} taxonomy={taxonomy} />
      {page.total === 0 ? (
        <NoHits ctx={ctx} state={state} outcome={outcome} waysOut={waysOut} nameOf={(filter, code) => choiceName(filter, code, taxonomy, ctx.language)} />
      ) : (
        <>
          <Rows>
            {page.items.map((hit) => (
              <HitRow hit={hit} words={words} taxonomy={taxonomy} />
            ))}
          </Rows>
          <PageScope value={{ ...ctx, search: searchOf({ ...state, page: 2, until: outcome.until }) }}>
            <Pager page={{ ...page, total: Math.min(page.total, LAST_PAGE * page.pageSize) }} hash="#results" />
          </PageScope>
          {state.kind !== 'demand' && (
            <div class="f">
              <DraftDemand ctx={ctx} words={state.words} />
            </div>
          )}
        </>
      )}
    </>
  );
}

/** A form of its own, since the page is one already; its button stands beside the results. */
const SAVE_FORM = 'save-search';
const isSavable = (state: SearchState): boolean => state.words !== '' || hasFilters(state);

/** The orders in which the same hits can be read. */
function Sorts({ ctx, state }: { ctx: PageContext; state: SearchState }): VNode {
  const sorts: readonly Sort[] = [...(state.words === '' ? [] : (['fit'] as const)), 'date', ...(state.kind === 'demand' ? (['deadline'] as const) : [])];
  // Without words the best are the newest.
  const current = state.words === '' && state.sort === 'fit' ? 'date' : state.sort;
  if (sorts.length === 1) return <span>{say(T.newestFirst, ctx.language)}</span>;
  return (
    <nav class="sorts" aria-label={say(T.sorts, ctx.language)}>
      {sorts.map((sort) => (
        <a href={href(ctx, '/providers') + searchOf({ ...state, sort: state.words === '' && sort === 'date' ? 'fit' : sort, ...FIRST_PAGE })} aria-current={sort === current ? 'true' : undefined}>
          {say(T[`sort_${sort}`], ctx.language)}
        </a>
      ))}
    </nav>
  );
}

function kindTabs(ctx: PageContext, state: SearchState, { kinds }: SearchOutcome): Tab[] {
  const tab = (kind: SearchState['kind'], label: { zh: string; en: string }, count: number): Tab => ({
    label: say(label, ctx.language),
    count,
    href: href(ctx, '/providers') + searchOf({ ...state, kind, ...FIRST_PAGE }),
    current: state.kind === kind,
  });
  return [
    tab(null, T.kindAll, kinds.offering + kinds.enterprise),
    tab('offering', T.kind_offering, kinds.offering),
    tab('enterprise', T.kind_enterprise, kinds.enterprise),
    tab('demand', T.kind_demand, kinds.demand),
  ];
}

/** One cross for each choice that counts; a wider one that gave way to a narrower one comes back when that is removed. */
function chipsOf(state: SearchState, taxonomy: TaxonomyService, language: Language): { label: string; next: SearchState }[] {
  return FILTERS.flatMap((filter) =>
    narrowest(filter, state.filters[filter], taxonomy).map((code) => ({ label: choiceName(filter, code, taxonomy, language), next: without(state, filter, code) })),
  );
}
