import type { VNode } from 'preact';
import { href } from './address.js';
import { Acts, Button, ButtonLink } from './components/button.js';
import { TitleBlock } from './components/facts.js';
import { CsrfField, Form } from './components/form.js';
import { Status } from './components/status.js';
import { Links, SearchField } from './components/ways.js';
import { formatDate } from './format.js';
import { Layout } from './layout.js';
import type { PageContext } from './page-context.js';
import { useSay } from './page-context.js';
import { texts } from './texts.js';
import { SendAgain, Typed, type Unsent, writeUnsent } from './unsent.js';

interface ErrorPageProps {
  ctx: PageContext;
  /** The HTTP status. */
  status: number;
  /** What to do next, in the reader's language; the problem's title. */
  message: string;
  requestId: string;
  /** What was sent, where the same act can be offered again. */
  unsent?: Unsent;
}

/** Any refusal as a page: what happened, what was kept, what to do, a number to name. Needs no database. */
export function ErrorPage(props: ErrorPageProps): VNode {
  const { ctx, status } = props;
  const Body = status === 404 || status === 410 ? NotFound : status >= 500 ? Fault : Refused;
  const title = status === 404 ? texts.notFoundState : status >= 500 ? texts.faultState : texts.refusedState;
  return (
    <Layout ctx={ctx} title={title[ctx.language]} noIndex>
      <article class="gap" aria-labelledby="what">
        <Body {...props} />
      </article>
    </Layout>
  );
}

function NotFound({ ctx, status, message }: ErrorPageProps): VNode {
  const say = useSay();
  const isGone = status === 410;
  return (
    <>
      <p class="meta">
        <Status tone="ended">{status}</Status>
        {!isGone && <span>{say(texts.notFoundState)}</span>}
      </p>
      <h1 id="what">{isGone ? message : say(texts.notFoundTitle)}</h1>
      {!isGone && (
        <>
          <p class="prose">{say(texts.notFoundText)}</p>
          <Form method="get" action={href(ctx, '/providers')} class="f prose" role="search">
            <SearchField label={say(texts.notFoundSearch)} hint={say(texts.notFoundHint)} value={wordsOfAddress(ctx.path)} visibleLabel />
          </Form>
        </>
      )}
      <h2 class="h3 f">{say(texts.or)}</h2>
      <WaysOn ctx={ctx} />
    </>
  );
}

function Refused({ ctx, status, message, requestId, unsent }: ErrorPageProps): VNode {
  const say = useSay();
  const isLogin = status === 401;
  // What happened is the title; what to do about it is a sentence of its own.
  const [, what = message, todo = ''] = /^(.+?(?:。|\.(?=\s)))\s*(.*)$/su.exec(message) ?? [];
  return (
    <>
      <p class="meta">
        <Status tone="wait">{status}</Status>
        <span>{say(texts.refusedState)}</span>
      </p>
      <h1 id="what">{what.replace(/[。.]$/, '')}</h1>
      {todo && <p class="prose">{todo}</p>}
      {unsent && (isLogin ? <LogInFirst ctx={ctx} unsent={unsent} /> : <SendAgain unsent={unsent} label={say(texts.sendAgain)} />)}
      <Acts spaced>
        {isLogin && !unsent && <ButtonLink href={`${href(ctx, '/login')}?next=${encodeURIComponent(href(ctx, ctx.path) + ctx.search)}`}>{say(texts.login)}</ButtonLink>}
        <ButtonLink kind={isLogin || unsent ? 'quiet' : 'alt'} href={href(ctx, ctx.actor.kind === 'person' ? '/workspace' : '/')}>
          {say(ctx.actor.kind === 'person' ? texts.workspace : texts.backHome)}
        </ButtonLink>
      </Acts>
      <p class="hint f">
        {say(texts.requestId)} {requestId}
      </p>
    </>
  );
}

/** The session is over: the log-in takes along what was typed. */
function LogInFirst({ ctx, unsent }: { ctx: PageContext; unsent: Unsent }): VNode {
  const say = useSay();
  return (
    <>
      <Typed unsent={unsent} />
      <p class="prose">{say(texts.loginThenSend)}</p>
      <form class="acts" method="post" action={href(ctx, '/login/resume')}>
        <CsrfField />
        <input type="hidden" name="unsent" value={writeUnsent(unsent)} />
        <Button>{say(texts.login)}</Button>
      </form>
    </>
  );
}

function Fault({ ctx, status, message, requestId, unsent }: ErrorPageProps): VNode {
  const say = useSay();
  const isDown = status === 503;
  return (
    <>
      <p class="meta">
        <Status tone="bad">{status}</Status>
        <span>{say(isDown ? texts.unavailableState : texts.faultState)}</span>
      </p>
      <h1 id="what">{say(isDown ? texts.unavailableTitle : texts.faultTitle)}</h1>
      <p class="prose">{isDown ? message : say(texts.faultText)}</p>
      {unsent ? (
        <SendAgain unsent={unsent} label={say(texts.tryAgain)} />
      ) : (
        <Acts>
          <ButtonLink href={href(ctx, ctx.path) + ctx.search}>{say(texts.tryAgain)}</ButtonLink>
        </Acts>
      )}
      <div class="prose f">
        <TitleBlock
          cells={[
            { term: say(texts.when), value: formatDate(ctx.now, ctx.language, { time: true, year: 'never' }), width: 'half' },
            { term: say(texts.requestId), value: requestId, width: 'half' },
          ]}
        />
      </div>
      <p class="s">{say(texts.faultCall)}</p>
    </>
  );
}

function WaysOn({ ctx }: { ctx: PageContext }): VNode {
  const say = useSay();
  return (
    <div class="prose">
      <Links
        ways={[
          { label: say(texts.seeDemands), href: href(ctx, '/demands') },
          { label: say(texts.seeProviders), href: href(ctx, '/providers') },
          ctx.actor.kind === 'person' ? { label: say(texts.workspace), href: href(ctx, '/workspace') } : { label: say(texts.backHome), href: href(ctx, '/') },
        ]}
      />
    </div>
  );
}

/** The words of an address that may be worth a search: `/demands/刀具-寿命` gives 刀具 寿命; codes of ours stay whole. */
export function wordsOfAddress(path: string): string {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // A broken escape: take the address as it stands.
  }
  const last = text.split('/').filter(Boolean).slice(-2).join(' ');
  return last
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, ' ')
    .replace(/\b(demands|offerings|enterprises|providers|index|html?|php|aspx?)\b/gi, ' ')
    .replace(/[._+?&=#%]+|(?<=\p{Script=Han})-|-(?=\p{Script=Han})/gu, ' ')
    .replace(/[^\p{L}\p{N}\- ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60);
}
