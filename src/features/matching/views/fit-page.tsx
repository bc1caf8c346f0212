import type { VNode } from 'preact';
import { canEdit } from '../../../shared/actor.js';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, ButtonLink } from '../../../web/components/button.js';
import { MatchSheet, Reasons } from '../../../web/components/match.js';
import { Empty } from '../../../web/components/states.js';
import { Note, Status, type Tone } from '../../../web/components/status.js';
import { Segmented } from '../../../web/components/text.js';
import { Crumbs } from '../../../web/components/ways.js';
import { formatPoints } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import { type PageContext, useSay } from '../../../web/page-context.js';
import { isGoodEnough, type Verdict } from '../fit.js';
import { FIT_TEXTS as T } from '../fit.texts.js';
import type { SaidFit } from '../fit.view.js';
import { PAGE_TEXTS } from '../match-pages.texts.js';
import type { OpenDemandTitle } from '../volunteers.queries.js';
import { OtherTable } from './other-table.js';

/** More than these are no answer to read. */
const SHOWN = 10;

interface FitPageProps {
  ctx: PageContext;
  demand: OpenDemandTitle;
  /** Best first. */
  fits: readonly SaidFit[];
  involved: readonly { readonly matchId: string; readonly status: string }[];
}

/** 「为什么没邀请我」: each of the reader's own offerings against the demand, what fails or is weak, and what would help. */
export function FitPage({ ctx, demand, fits, involved }: FitPageProps): VNode {
  const { language } = ctx;
  const title = say(T.title, language);
  return (
    <Layout ctx={ctx} title={title} kind="desk" frame="narrow" noIndex>
      <Crumbs ways={[{ label: demand.title, href: href(ctx, `/demands/${demand.code}`) }]} />
      <h1 class="h1s">{title}</h1>
      <p class="lead2">
        <Segmented text={demand.title} />
      </p>
      {fits.length > 0 && <p class="soft">{say(T.lead, language)}</p>}
      <div class="secs f">
        {involved.map(({ matchId, status }) => (
          <Note title={say(T.involvedTitle, language, { status })}>
            <a href={href(ctx, `/matches/${matchId}`)}>{say(T.involvedLink, language)}</a>
          </Note>
        ))}
        {fits.length === 0 && involved.length === 0 && (
          <Empty level={2} title={say(PAGE_TEXTS.offerNone, language)} action={<ButtonLink href={href(ctx, '/offerings/new')}>{say(PAGE_TEXTS.addOffering, language)}</ButtonLink>}>
            {say(PAGE_TEXTS.offerNoneText, language)}
          </Empty>
        )}
        {fits.slice(0, SHOWN).map((fit, i) => (
          <FitSheet ctx={ctx} demand={demand} said={fit} isFirst={i === 0} />
        ))}
        {fits.length > SHOWN && <p class="soft">{say(T.more, language, { n: fits.length - SHOWN })}</p>}
      </div>
    </Layout>
  );
}

function FitSheet({ ctx, demand, said, isFirst }: { ctx: PageContext; demand: OpenDemandTitle; said: SaidFit; isFirst: boolean }): VNode {
  const { fit, score, reasons, verdict } = said;
  const at = href(ctx, `/offerings/${fit.offering.code}`);
  const status = <Status tone={toneOf(fit.verdict)}>{verdict}</Status>;
  const rest = <Help ctx={ctx} demand={demand} said={said} isFirst={isFirst} />;
  if (score === null) {
    return (
      <article class="sheet match">
        <h3>
          <a href={at}>
            <Segmented text={fit.offering.title} />
          </a>
        </h3>
        <p class="meta">{fit.offering.enterpriseName}</p>
        <p class="mst">{status}</p>
        <Reasons items={reasons} />
        {rest}
      </article>
    );
  }
  return (
    <MatchSheet
      name={fit.offering.title}
      href={at}
      meta={[fit.offering.enterpriseName]}
      points={score.total}
      status={status}
      reasons={reasons}
      parts={score.parts}
      below={score.provider && <OtherTable fit={score.provider} side="provider" brief />}
    >
      {rest}
    </MatchSheet>
  );
}

/** What would help, and the ways: only an editor can go them, and who fails a hard condition cannot come forward. */
function Help({ ctx, demand, said: { fit, advice }, isFirst }: { ctx: PageContext; demand: OpenDemandTitle; said: SaidFit; isFirst: boolean }): VNode {
  const tell = useSay();
  const isEditor = canEdit(ctx.actor, fit.offering.enterpriseId);
  return (
    <>
      {advice.length > 0 && (
        <div class="f">
          <h4 class="h3">{tell(T.wouldHelp)}</h4>
          <ul class="dot">
            {advice.map(({ words, points }) => (
              <li>
                {words}
                {points !== null && points > 0 && <span class="soft nw"> {tell(T.brings, { points: formatPoints(points) })}</span>}
              </li>
            ))}
          </ul>
          <p class="hint">{tell(T.honest)}</p>
        </div>
      )}
      {isEditor && (
        <Acts after>
          {fit.verdict !== 'out' && (
            <ButtonLink kind={isFirst && fit.verdict !== 'unrelated' ? 'fill' : 'alt'} small href={href(ctx, `/demands/${demand.code}/offer`)}>
              {tell(T.can)}
            </ButtonLink>
          )}
          <ButtonLink kind="quiet" small href={href(ctx, `/offerings/${fit.offering.code}/edit`)}>
            {tell(T.edit)}
          </ButtonLink>
        </Acts>
      )}
    </>
  );
}

function toneOf(verdict: Verdict): Tone {
  if (verdict === 'out') return 'bad';
  return isGoodEnough(verdict) ? 'ok' : verdict === 'second' || verdict === 'weak' || verdict === 'unknown' ? 'wait' : 'ended';
}
