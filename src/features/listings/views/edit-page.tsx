import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { AutosaveHint, Live } from '../../../web/components/sections.js';
import { Note } from '../../../web/components/status.js';
import { Steps } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import type { Completeness } from '../completeness.js';
import type { DemandTemplate } from '../demand-templates.js';
import type { ShownSide } from '../form-sides.service.js';
import type { ListingView } from '../listing.dto.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import { ConditionFields, type FormChoices } from './condition-fields.js';
import { FiveThings } from './five-things.js';
import { formLabels } from './form-labels.js';
import { OfficersWords } from './manage-listing.js';
import { type Doubts, TellingFields } from './telling-fields.js';

export interface EditPageProps {
  ctx: PageContext;
  listing: ListingView;
  isVerified: boolean;
  values: FormValues;
  choices: FormChoices;
  completeness: Completeness;
  /** What other features make of the form, each kept up to date from its own address. */
  sides: readonly (ShownSide & { readonly path: string })[];
  doubts: Doubts;
  /** What providers of the demand's category ask first. */
  template?: DemandTemplate | undefined;
  problems?: readonly Problem[];
  /** Why it was refused as a whole. */
  refusal?: string | undefined;
}

const FORM = 'listing-form';

/** The whole form of a listing, with the meter beside it. A draft saves itself; a published one only by its button. */
export function EditPage(props: EditPageProps): VNode {
  const { ctx, listing } = props;
  const title = listing.kind === 'demand' ? T.editDemand : T.editOffering;
  return (
    <Layout ctx={ctx} kind="desk" title={title[ctx.language]} noIndex>
      <EditForm {...props} />
    </Layout>
  );
}

function EditForm({ ctx, listing, isVerified, values, choices, completeness, sides, doubts, template, problems = [], refusal }: EditPageProps): VNode {
  const say = useSay();
  const isDemand = listing.kind === 'demand';
  const isLive = listing.status === 'published';
  const base = href(ctx, `/${isDemand ? 'demands' : 'offerings'}/${listing.code}`);
  return (
    <>
      {!isLive && <Steps steps={[say(T.step1), say(T.step2), say(T.step3)]} now={1} />}
      <p class="strip narrow">
        {sides.map(({ path, brief }) => (
          <b data-heading={`${base}/${path}`}>{brief}</b>
        ))}
        <b data-heading={`${base}/five`}>{say(T.fiveTitle, { told: completeness.told, of: completeness.of })}</b>
        <a class="pad" href="#five">
          {say(T.stillMissing)}
        </a>
      </p>
      <Form
        id={FORM}
        action={`${base}/edit`}
        class="two"
        values={values}
        problems={problems}
        labels={formLabels(listing.kind, ctx.language)}
        {...(isLive ? {} : { autosave: `${base}/autosave` })}
      >
        <div class="form">
          <h1>{say(isDemand ? T.editDemand : T.editOffering)}</h1>
          {refusal && <Note tone="bad" role="alert" title={refusal} spaced />}
          <ErrorSummary />
          <OfficersWords listing={listing} />
          {!isVerified && (
            <Note tone="warn" title={say(T.notVerifiedTitle)} spaced>
              {say(T.notVerifiedText)}
            </Note>
          )}
          {isLive && (
            <Note title={say(T.publishedEditTitle)} spaced>
              {say(T.publishedEditText)}
            </Note>
          )}
          <input type="hidden" name="version" value={String(values['version'] ?? listing.version)} />
          <TellingFields kind={listing.kind} doubts={doubts} template={template} />
          <ConditionFields kind={listing.kind} choices={choices} />
          <Acts spaced>
            {isLive ? (
              <Button name="go" value="save">
                {say(T.saveEdit)}
              </Button>
            ) : (
              <>
                <Button name="go" value="submit">
                  {say(T.submit)}
                </Button>
                <Button kind="alt" name="go" value="save" unchecked>
                  {say(T.save)}
                </Button>
              </>
            )}
          </Acts>
          {!isLive && <AutosaveHint />}
        </div>
        <aside class="side gap" aria-label={say(T.fiveSide)}>
          {sides.map(({ path, view }) => (
            <div class="sheet lift">
              <Live from={`${base}/${path}`} form={FORM}>
                {view}
              </Live>
            </div>
          ))}
          <div class="sheet" id="five">
            <Live from={`${base}/five`} form={FORM}>
              <FiveThings of={completeness} />
            </Live>
          </div>
          <Button kind="alt" small full name="go" value="check" unchecked>
            {say(sides.length > 0 ? T.checkEstimate : T.checkFive)}
          </Button>
          {/* Files have a form of their own, so they live on the listing's page. */}
          <div class="gap s">
            <h2 class="h3">{say(T.attachments)}</h2>
            <p>{say(listing.attachmentCount > 0 ? T.filesThere : T.filesFirstSave, { n: listing.attachmentCount })}</p>
            <p>
              <a class="pad" href={`${base}#files`}>
                {say(T.addFiles)}
              </a>
            </p>
          </div>
        </aside>
      </Form>
    </>
  );
}
