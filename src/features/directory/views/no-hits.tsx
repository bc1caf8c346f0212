import type { VNode } from 'preact';
import { DOCUMENT_KINDS } from '../../../platform/search/search-document.js';
import { say, type Text, type TextParams } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Links } from '../../../web/components/ways.js';
import { formatNumber, shorten } from '../../../web/format.js';
import type { PageContext } from '../../../web/page-context.js';
import type { SearchOutcome, WayOut } from '../directory.queries.js';
import { DIRECTORY_TEXTS as T } from '../directory.texts.js';
import { FIRST_PAGE, type FilterName, type SearchState } from '../directory.types.js';
import { hasFilters, searchOf } from '../search-address.js';
import { DraftDemand } from './draft-demand.js';

interface NoHitsProps {
  ctx: PageContext;
  state: SearchState;
  outcome: SearchOutcome;
  waysOut: readonly WayOut[];
  nameOf: (filter: FilterName, code: string) => string;
}

/** Nothing was found: why, and each way on with how many it would bring. */
export function NoHits({ ctx, state, outcome, waysOut, nameOf }: NoHitsProps): VNode {
  const t = (text: Text, params: TextParams = {}): string => say(text, ctx.language, params);
  const to = (next: SearchState): string => href(ctx, '/providers') + searchOf(next);
  const others = DOCUMENT_KINDS.filter((kind) => kind !== state.kind && outcome.kinds[kind] > 0);
  const ways = [
    ...waysOut.map(({ dropped, state: next, total }) => ({
      label: dropped === null ? t(T.wayOutAll) : t(T.wayOut, { name: nameOf(dropped.filter, dropped.code) }),
      total,
      href: to(next),
    })),
    ...others.map((kind) => ({ label: t(T.otherKind, { kind: t(T[`kind_${kind}`]) }), total: outcome.kinds[kind], href: to({ ...state, kind, ...FIRST_PAGE }) })),
  ];
  const { title, text } = reasonOf(state, outcome, waysOut);
  return (
    <>
      <section class="gap" aria-labelledby="none">
        <h2 id="none">{t(title, { words: shorten(state.words, 40) })}</h2>
        <p class="prose">{t(text)}</p>
        <Links ways={ways.map(({ label, total, href: address }) => ({ label: t(T.wayCount, { way: label, total: formatNumber(total) }), href: address }))} />
      </section>
      {state.kind !== 'demand' && !outcome.isUntold && (
        <div class="f">
          <DraftDemand ctx={ctx} words={state.words} />
        </div>
      )}
    </>
  );
}

function reasonOf(state: SearchState, { isUntold }: SearchOutcome, waysOut: readonly WayOut[]): { title: Text; text: Text } {
  if (isUntold) return { title: T.emptyUntold, text: T.emptyUntoldText };
  if (hasFilters(state) && waysOut.length > 0) return { title: T.emptyFiltered, text: T.emptyFilteredText };
  if (state.words !== '') return { title: T.emptyWords, text: T.emptyWordsText };
  return { title: T.emptyAll, text: T.emptyAllText };
}
