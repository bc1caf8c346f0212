import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { Acts, Button } from '../../../web/components/button.js';
import { TextField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type Problem } from '../../../web/components/form.js';
import { Layout } from '../../../web/layout.js';
import { LinkTerms } from '../../../web/links/link-views.js';
import type { PageContext } from '../../../web/page-context.js';
import { LINK_PAGE_TEXTS as T } from '../link-pages.texts.js';

export function ResetPasswordPage({ ctx, expiresAt, problems }: { ctx: PageContext; expiresAt: Date; problems: readonly Problem[] }): VNode {
  const title = say(T.resetTitle, ctx.language);
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <p class="lead2">{say(T.resetText, ctx.language)}</p>
      <section class="sheet">
        <Form problems={problems} labels={{ password: say(T.password, ctx.language) }}>
          <ErrorSummary />
          <TextField name="password" type="password" hint={say(T.passwordHint, ctx.language)} autocomplete="new-password" required />
          <Acts spaced>
            <Button>{say(T.reset, ctx.language)}</Button>
          </Acts>
        </Form>
      </section>
      <p class="hint f">
        <LinkTerms ctx={ctx} expiresAt={expiresAt} />
      </p>
    </Layout>
  );
}
