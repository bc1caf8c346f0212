import type { VNode } from 'preact';
import { newId } from '../../../shared/ids.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { type Option, SelectField, TextArea, TextField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Empty } from '../../../web/components/states.js';
import { Note } from '../../../web/components/status.js';
import { Steps } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import type { ListingKind } from '../listing.types.js';

interface StartPageProps {
  ctx: PageContext;
  kind: ListingKind;
  /** Those in which the reader may edit. */
  enterprises: readonly { readonly id: string; readonly name: string }[];
  /** Kinds of service with an outline of what to tell. */
  outlines: readonly Option[];
  values?: FormValues;
  problems?: readonly Problem[];
  /** Why it was refused as a whole. */
  refusal?: string;
}

/** The first step: two sentences, kept as a draft. */
export function StartPage(props: StartPageProps): VNode {
  const { ctx, kind } = props;
  const title = kind === 'demand' ? T.postDemand : T.addOffering;
  return (
    <Layout ctx={ctx} kind="desk" frame="narrow" title={title[ctx.language]} noIndex>
      {props.enterprises.length === 0 ? <NoEnterprise ctx={ctx} /> : <StartForm {...props} />}
    </Layout>
  );
}

function StartForm({ ctx, kind, enterprises, outlines, values = {}, problems = [], refusal }: StartPageProps): VNode {
  const say = useSay();
  const isDemand = kind === 'demand';
  const labels = { title: say(T.title), body: say(isDemand ? T.bodyDemand : T.bodyOffering), enterpriseId: say(T.forEnterprise), template: say(T.outline) };
  return (
    <>
      <Steps steps={[say(T.step1), say(T.step2), say(T.step3)]} now={0} />
      <Form action={href(ctx, isDemand ? '/demands' : '/offerings')} class="form" values={values} problems={problems} labels={labels}>
        <h1>{say(isDemand ? T.startDemand : T.startOffering)}</h1>
        <p class="soft">{say(T.startLead)}</p>
        {refusal && <Note tone="bad" role="alert" title={refusal} spaced />}
        <ErrorSummary />
        <input type="hidden" name="form" value={String(values['form'] ?? newId())} />
        {enterprises.length > 1 && <SelectField name="enterpriseId" options={enterprises.map(({ id, name }) => ({ value: id, label: name }))} required />}
        <TextField name="title" hint={say(isDemand ? T.titleHintDemand : T.titleHintOffering)} required />
        {outlines.length > 0 && (
          <SelectField name="template" options={outlines} empty={say(T.outlineNone)} act={{ name: 'go', value: 'outline', label: say(T.outlineUse) }} />
        )}
        <TextArea name="body" rows={values['body'] ? 9 : 5} hint={say(isDemand ? T.bodyDemandHint : T.bodyOfferingHint)} />
        <Acts spaced>
          <Button>{say(T.saveNext)}</Button>
        </Acts>
      </Form>
    </>
  );
}

function NoEnterprise({ ctx }: { ctx: PageContext }): VNode {
  const say = useSay();
  return (
    <Empty level={2} title={say(T.noEnterpriseTitle)} action={<ButtonLink href={href(ctx, '/register')}>{say(T.registerEnterprise)}</ButtonLink>}>
      {say(T.noEnterpriseText)}
    </Empty>
  );
}
