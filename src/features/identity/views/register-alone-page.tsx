import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { TextField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { words } from './words.js';

export function RegisterAlonePage({ ctx, values, problems }: { ctx: PageContext; values: FormValues; problems: readonly Problem[] }): VNode {
  const t = words(ctx);
  const labels = { name: t('name'), phone: t('phone'), email: t('email'), password: t('password') };
  return (
    <Layout ctx={ctx} title={t('aloneTitle')} kind="desk" frame="narrow">
      <h1>{t('aloneTitle')}</h1>
      <p class="lead2">{t('aloneLead')}</p>
      <section class="sheet gap">
        <Form values={values} problems={problems} labels={labels}>
          <ErrorSummary />
          <div class="cols">
            <TextField name="name" autocomplete="name" required />
            <TextField name="phone" type="tel" autocomplete="tel" optional />
          </div>
          <TextField name="email" type="email" autocomplete="email" required />
          <TextField name="password" type="password" autocomplete="new-password" hint={t('newPasswordHint')} required />
          <Acts spaced>
            <Button>{t('aloneSubmit')}</Button>
            <ButtonLink kind="quiet" href={href(ctx, '/login')}>
              {t('signIn')}
            </ButtonLink>
          </Acts>
        </Form>
      </section>
    </Layout>
  );
}
