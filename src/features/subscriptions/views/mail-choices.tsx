import type { VNode } from 'preact';
import { FREQUENCIES, type MailFrequency, type StoppableStream } from '../../../platform/mail/mail-stream.js';
import { STREAM_NAMES } from '../../../platform/mail/mail-stream.texts.js';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { Choices } from '../../../web/components/choices.js';
import { Form } from '../../../web/components/form.js';
import { Crumbs } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import { preferenceTexts as T, streamHints } from '../subscriptions.texts.js';

interface MailChoicesProps {
  ctx: PageContext;
  streams: readonly { readonly stream: StoppableStream; readonly frequency: MailFrequency }[];
  email: string;
}

/** Each stream of mail, and how often it comes. */
export function MailChoices({ ctx, streams, email }: MailChoicesProps): VNode {
  const { language } = ctx;
  const title = say(T.title, language);
  return (
    <Layout ctx={ctx} title={title} kind="desk" current="/workspace" noIndex tabs={<WorkspaceTabs current="/account" />}>
      <Crumbs ways={[{ label: say(T.account, language), href: href(ctx, '/account') }]} />
      <h1 class="h1s">{title}</h1>
      <p class="lead2">{say(T.lead, language, { email })}</p>
      <Form class="sheet">
        {streams.map(({ stream, frequency }) => (
          <Choices
            name={stream}
            label={say(STREAM_NAMES[stream], language)}
            hint={say(streamHints[stream], language)}
            type="radio"
            columns
            chosen={[frequency]}
            options={FREQUENCIES[stream].map((value) => ({ value, label: say(T[value], language) }))}
          />
        ))}
        <p class="hint f">{say(T.accountStream, language)}</p>
        <Acts spaced>
          <Button>{say(T.save, language)}</Button>
        </Acts>
      </Form>
    </Layout>
  );
}
