import type { VNode } from 'preact';
import type { Text } from '../../../shared/language.js';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { Form } from '../../../web/components/form.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { texts } from '../subscriptions.texts.js';

/** What the link at the end of a mail opens: one decision, either way, as often as one likes. */
export function StopStream({ ctx, stream, isOff }: { ctx: PageContext; stream: Text; isOff: boolean }): VNode {
  const t = (key: keyof typeof texts): string => say(texts[key], ctx.language, { stream: stream[ctx.language] });
  const title = t(isOff ? 'stoppedTitle' : 'stopTitle');
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <p class="lead2">{t(isOff ? 'stoppedLead' : 'stopLead')}</p>
      <section class="sheet gap">
        {!isOff && <p>{t('stopPrice')}</p>}
        <Form>
          <Acts spaced={!isOff}>
            <Button name="do" value={isOff ? 'resume' : 'stop'}>
              {t(isOff ? 'resume' : 'stop')}
            </Button>
            {!isOff && (
              <ButtonLink kind="quiet" href={href(ctx, '/')}>
                {t('keep')}
              </ButtonLink>
            )}
          </Acts>
        </Form>
      </section>
    </Layout>
  );
}
