import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { SelectField, TextArea } from '../../../web/components/fields.js';
import { ErrorSummary, Form } from '../../../web/components/form.js';
import { Empty } from '../../../web/components/states.js';
import { Segmented } from '../../../web/components/text.js';
import { Crumbs } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { ReturnedForm } from '../../../web/links/link-page.js';
import type { PageContext } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { OpenDemandTitle, OwnOffering } from '../volunteers.queries.js';

interface OfferPageProps {
  ctx: PageContext;
  demand: OpenDemandTitle;
  offerings: readonly OwnOffering[];
  form: ReturnedForm;
}

/** 「我能做」: with which of one's own offerings, and a sentence for the factory. */
export function OfferPage({ ctx, demand, offerings, form }: OfferPageProps): VNode {
  const { language } = ctx;
  const title = say(T.offerTitle, language);
  return (
    <Layout ctx={ctx} title={title} kind="desk" frame="narrow" noIndex>
      <Crumbs ways={[{ label: demand.title, href: href(ctx, `/demands/${demand.code}`) }]} />
      <h1 class="h1s">{title}</h1>
      <p class="lead2">
        <Segmented text={demand.title} />
      </p>
      {offerings.length === 0 ? (
        <Empty level={2} title={say(T.offerNone, language)} action={<ButtonLink href={href(ctx, '/offerings/new')}>{say(T.addOffering, language)}</ButtonLink>}>
          {say(T.offerNoneText, language)}
        </Empty>
      ) : (
        <Form class="sheet" values={form.values} problems={form.problems} labels={{ offeringId: say(T.offerWith, language), message: say(T.message, language) }}>
          <ErrorSummary />
          <SelectField
            name="offeringId"
            options={offerings.map(({ id, title: label, enterprise }) => ({ value: id, label: `${label}（${enterprise}）` }))}
            empty={offerings.length === 1 ? false : say(T.offerChoose, language)}
          />
          <TextArea name="message" hint={say(T.messageHint, language)} rows={3} maxLength={1000} optional />
          <p class="hint">{say(T.offerHint, language)}</p>
          <Acts spaced>
            <Button>{say(T.offerConfirm, language)}</Button>
          </Acts>
        </Form>
      )}
    </Layout>
  );
}
