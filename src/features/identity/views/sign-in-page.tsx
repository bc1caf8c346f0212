import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { TextField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Links } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { readUnsent, writeUnsent } from '../../../web/unsent.js';
import { words } from './words.js';

export function SignInPage({ ctx, values, problems }: { ctx: PageContext; values: FormValues; problems: readonly Problem[] }): VNode {
  const t = words(ctx);
  const unsent = readUnsent(values['unsent']);
  const next = typeof values['next'] === 'string' ? values['next'] : '';
  return (
    <Layout ctx={ctx} title={t('signInTitle')} kind="desk" frame="narrow" noIndex>
      <h1>{t('signInTitle')}</h1>
      <p class="lead2">{t(unsent ? 'signInKept' : 'signInLead')}</p>
      <section class="sheet gap">
        <Form action={href(ctx, '/login')} values={values} problems={problems} labels={{ email: t('email'), password: t('password') }}>
          <ErrorSummary />
          {next && <input type="hidden" name="next" value={next} />}
          {unsent && <input type="hidden" name="unsent" value={writeUnsent(unsent)} />}
          <TextField name="email" type="email" autocomplete="username" required />
          <TextField name="password" type="password" autocomplete="current-password" required />
          <Acts spaced>
            <Button>{t('signIn')}</Button>
            <ButtonLink kind="quiet" href={href(ctx, '/login/forgot')}>
              {t('forgot')}
            </ButtonLink>
          </Acts>
        </Form>
      </section>
      <div class="f">
        <h2 class="h3">{t('noAccount')}</h2>
        <Links
          ways={[
            { label: t('registerBoth'), href: href(ctx, '/register') },
            { label: t('registerAlone'), href: href(ctx, '/register/member') },
          ]}
        />
      </div>
    </Layout>
  );
}
