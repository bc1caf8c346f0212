import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { TextField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { words } from './words.js';

export function ForgotPage({ ctx, values, problems }: { ctx: PageContext; values: FormValues; problems: readonly Problem[] }): VNode {
  const t = words(ctx);
  return (
    <Layout ctx={ctx} title={t('forgotTitle')} kind="desk" frame="narrow" noIndex>
      <h1>{t('forgotTitle')}</h1>
      <p class="lead2">{t('forgotLead')}</p>
      <section class="sheet gap">
        <Form values={values} problems={problems} labels={{ email: t('email') }}>
          <ErrorSummary />
          <TextField name="email" type="email" autocomplete="username" required />
          <Acts spaced>
            <Button>{t('forgotSend')}</Button>
            <ButtonLink kind="quiet" href={href(ctx, '/login')}>
              {t('backToSignIn')}
            </ButtonLink>
          </Acts>
        </Form>
      </section>
    </Layout>
  );
}

/** The same for an address with an account and for one without. */
export function ForgotSentPage({ ctx, email }: { ctx: PageContext; email: string }): VNode {
  const t = words(ctx);
  return (
    <Layout ctx={ctx} title={t('forgotSent')} kind="desk" frame="narrow" noIndex>
      <h1>{t('forgotSent')}</h1>
      <p class="lead2" role="status">
        {t('forgotSentText', { email })}
      </p>
      <Acts>
        <ButtonLink kind="alt" href={href(ctx, '/login')}>
          {t('backToSignIn')}
        </ButtonLink>
      </Acts>
    </Layout>
  );
}
