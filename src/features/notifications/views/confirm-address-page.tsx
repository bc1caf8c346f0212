import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { Acts, Button } from '../../../web/components/button.js';
import { Form } from '../../../web/components/form.js';
import { Layout } from '../../../web/layout.js';
import { LinkTerms, NothingChanges } from '../../../web/links/link-views.js';
import type { PageContext } from '../../../web/page-context.js';
import { LINK_PAGE_TEXTS as T } from '../link-pages.texts.js';

export function ConfirmAddressPage({ ctx, expiresAt }: { ctx: PageContext; expiresAt: Date }): VNode {
  const title = say(T.confirmTitle, ctx.language);
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <p class="lead2">
        <NothingChanges ctx={ctx} />
      </p>
      <section class="sheet gap">
        <p>{say(T.confirmText, ctx.language)}</p>
        <Form>
          <Acts spaced>
            <Button>{say(T.confirm, ctx.language)}</Button>
          </Acts>
        </Form>
      </section>
      <p class="hint f">
        <LinkTerms ctx={ctx} expiresAt={expiresAt} />
      </p>
    </Layout>
  );
}
