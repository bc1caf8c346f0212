import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { Acts, Button } from '../../../web/components/button.js';
import { RadioCards } from '../../../web/components/choices.js';
import { ErrorSummary, Form } from '../../../web/components/form.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { ReturnedForm } from '../../../web/links/link-page.js';
import { LinkTerms, NothingChanges } from '../../../web/links/link-views.js';
import type { PageContext } from '../../../web/page-context.js';
import { LINK_PAGE_TEXTS as T } from '../link-pages.texts.js';

interface RenewListingPageProps {
  ctx: PageContext;
  listing: { readonly title: string; readonly expiresAt: Date | null };
  form: ReturnedForm;
  expiresAt: Date;
}

export function RenewListingPage({ ctx, listing, form, expiresAt }: RenewListingPageProps): VNode {
  const { language } = ctx;
  const title = say(T.renewTitle, language);
  const day = listing.expiresAt ? formatDate(listing.expiresAt, language, { now: ctx.now }) : '';
  const option = (value: 'renewed' | 'fulfilled' | 'withdrawn') => ({ value, title: say(T[value], language), text: say(T[`${value}Hint`], language) });
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <p class="lead2">
        {say(T.renewText, language, { title: listing.title, day })} <NothingChanges ctx={ctx} />
      </p>
      <Form class="f" values={form.values} problems={form.problems} labels={{ choice: say(T.choice, language) }}>
        <ErrorSummary />
        <RadioCards name="choice" options={[option('renewed'), option('fulfilled'), option('withdrawn')]} />
        <Acts spaced>
          <Button>{say(T.confirmAnswer, language)}</Button>
        </Acts>
      </Form>
      <p class="hint f">
        <LinkTerms ctx={ctx} expiresAt={expiresAt} />
      </p>
    </Layout>
  );
}
