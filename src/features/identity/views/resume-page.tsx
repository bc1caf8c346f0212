import type { VNode } from 'preact';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { SendAgain, type Unsent } from '../../../web/unsent.js';
import { words } from './words.js';

/** Signed in again: what the session's end kept from being sent, and the button that sends it. */
export function ResumePage({ ctx, unsent }: { ctx: PageContext; unsent: Unsent }): VNode {
  const t = words(ctx);
  return (
    <Layout ctx={ctx} title={t('resumeTitle')} kind="desk" frame="narrow" noIndex>
      <h1>{t('resumeTitle')}</h1>
      <p class="lead2">{t('resumeLead')}</p>
      <SendAgain unsent={unsent} label={t('resumeSend')} />
    </Layout>
  );
}
