import type { VNode } from 'preact';
import { say } from '../../shared/language.js';
import { href } from '../address.js';
import { Acts, Button, ButtonLink } from '../components/button.js';
import { Form } from '../components/form.js';
import { formatDeadline } from '../format.js';
import { Layout } from '../layout.js';
import type { PageContext } from '../page-context.js';
import type { LinkAftermath } from './link-page.js';
import { LINK_TEXTS as T } from './link.texts.js';

/** A link that was used: what was answered, and what follows. Also the page on which its confirmation ends. */
export function UsedLink({ ctx, answer, after }: { ctx: PageContext; answer: string; after: LinkAftermath }): VNode {
  const title = say(T.usedTitle, ctx.language, { answer });
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <section class="sheet gap">
        <p>{after.text}</p>
        {after.way && (
          <Acts spaced>
            <ButtonLink href={after.way.href}>{after.way.label}</ButtonLink>
          </Acts>
        )}
      </section>
      {after.undo && (
        <Form class="f" action={`${href(ctx, ctx.path)}/undo`} values={{}} problems={[]} labels={{}}>
          <p class="hint">{after.undo}</p>
          <Acts>
            <Button kind="alt">{say(T.undo, ctx.language)}</Button>
          </Acts>
        </Form>
      )}
      {!after.undo && <p class="hint f">{say(T.usedText, ctx.language)}</p>}
    </Layout>
  );
}

export function ExpiredLink({ ctx, expiredAt }: { ctx: PageContext; expiredAt: Date }): VNode {
  const title = say(T.expiredTitle, ctx.language);
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <section class="sheet gap">
        <p>{say(T.expiredText, ctx.language, { date: formatDeadline(expiredAt, ctx.language, ctx.now) })}</p>
        <Acts spaced>
          <ButtonLink href={href(ctx, '/login')}>{say(T.login, ctx.language)}</ButtonLink>
        </Acts>
      </section>
    </Layout>
  );
}

/** On top of each confirming page. */
export function NothingChanges({ ctx }: { ctx: PageContext }): VNode {
  return <b>{say(T.nothingChanges, ctx.language)}</b>;
}

/** Below each confirming page: once, and until when. */
export function LinkTerms({ ctx, expiresAt }: { ctx: PageContext; expiresAt: Date }): VNode {
  return <>{say(T.oneUse, ctx.language, { date: formatDeadline(expiresAt, ctx.language, ctx.now) })}</>;
}
