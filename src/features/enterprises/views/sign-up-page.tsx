import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { CheckboxField, Choices } from '../../../web/components/choices.js';
import { TextArea, TextField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Picker, type Place } from '../../../web/components/picker.js';
import { Steps } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { ENTERPRISE_SIZES } from '../enterprises.types.js';
import { SIZE_TEXTS } from '../enterprises.texts.js';
import type { UsccDoubt } from '../uscc-doubt.js';
import { words } from './words.js';

interface SignUpPageProps {
  ctx: PageContext;
  values: FormValues;
  problems: readonly Problem[];
  /** Offered while a region is typed. */
  places: readonly string[];
  /** Found for what was typed; to choose among. */
  regions?: readonly Place[];
  industries?: readonly Place[];
  doubt?: UsccDoubt | null;
}

export function SignUpPage(props: SignUpPageProps): VNode {
  const { ctx, values, problems } = props;
  const t = words(ctx);
  const isGuest = ctx.actor.kind !== 'person';
  const title = t(isGuest ? 'signUpTitle' : 'signUpOwnTitle');
  const labels = {
    name: t('name'),
    tel: t('tel'),
    email: t('email'),
    password: t('password'),
    uscc: t('uscc'),
    company: t('company'),
    region: t('region'),
    industry: t('industry'),
    size: t('size'),
    agree: t('agree'),
  };
  return (
    <Layout ctx={ctx} title={title} description={t('signUpLead')} kind="desk">
      {isGuest && <Steps steps={[t('stepFill'), t('stepMail'), t('stepVerify')]} now={0} />}
      <Form action={href(ctx, '/register')} class="two" values={values} problems={problems} labels={labels}>
        {/* The one that Enter presses: the first button of a form, and not the one that fills in a card. */}
        <button class="vh" tabIndex={-1} aria-hidden="true" />
        <div class="form">
          <h1>{title}</h1>
          <p class="soft">{t('signUpLead')}</p>
          <ErrorSummary />
          <Card ctx={ctx} />
          <You {...props} isGuest={isGuest} />
          <Company {...props} />
          <CheckboxField name="agree">{t('agree')}</CheckboxField>
          <Acts spaced>
            <Button>{t(isGuest ? 'signUp' : 'signUpOwn')}</Button>
            {isGuest && (
              <ButtonLink kind="quiet" href={href(ctx, '/login')}>
                {t('haveAccount')}
              </ButtonLink>
            )}
          </Acts>
        </div>
        <Aside ctx={ctx} />
      </Form>
    </Layout>
  );
}

function Card({ ctx }: { ctx: PageContext }): VNode {
  const t = words(ctx);
  return (
    <details class="f">
      <summary>{t('card')}</summary>
      <TextArea name="card" label={t('cardLabel')} rows={4} placeholder={t('cardHint')} />
      <Acts after>
        <Button kind="alt" small name="do" value="card" unchecked>
          {t('cardFill')}
        </Button>
      </Acts>
    </details>
  );
}

function You({ ctx, values, isGuest }: SignUpPageProps & { isGuest: boolean }): VNode {
  const t = words(ctx);
  const kept = typeof values['kept'] === 'string' ? values['kept'] : '';
  return (
    <fieldset class="f">
      <legend class="h2">{t(isGuest ? 'you' : 'contact')}</legend>
      <div class="cols">
        <TextField name="name" autocomplete="name" required />
        <TextField name="tel" type="tel" autocomplete="tel-national" inputMode="tel" required />
      </div>
      <TextField name="email" type="email" autocomplete="email" hint={t('emailHint')} required />
      {isGuest && <TextField name="password" type="password" autocomplete="new-password" hint={kept ? t('passwordKept') : t('passwordHint')} required={!kept} />}
      {kept && <input type="hidden" name="kept" value={kept} />}
    </fieldset>
  );
}

function Company({ ctx, places, regions, industries, doubt }: SignUpPageProps): VNode {
  const t = words(ctx);
  return (
    <fieldset class="f">
      <legend class="h2">{t('enterprise')}</legend>
      <TextField name="uscc" code short autocomplete="off" hint={t('usccHint')} ask={doubt?.message} required />
      {doubt && <input type="hidden" name="seen" value={doubt.uscc} />}
      <TextField name="company" autocomplete="organization" hint={t('companyHint')} required />
      <Picker name="region" codeName="region-code" hint={t('regionHint')} suggestions={places} {...(regions && { found: regions })} find={{ name: 'do', value: 'region' }} />
      <Picker name="industry" codeName="industry-code" hint={t('industryHint')} {...(industries && { found: industries })} find={{ name: 'do', value: 'industry' }} optional />
      <Choices name="size" type="radio" columns options={ENTERPRISE_SIZES.map((size) => ({ value: size, label: say(SIZE_TEXTS[size], ctx.language) }))} />
    </fieldset>
  );
}

function Aside({ ctx }: { ctx: PageContext }): VNode {
  const t = words(ctx);
  return (
    <aside class="side gap" aria-label={t('aside')}>
      <div class="sheet lift gap">
        <h2 class="h3">{t('nextTitle')}</h2>
        <ol class="num">
          <li>{t('next1')}</li>
          <li>{t('next2')}</li>
          <li>{t('next3')}</li>
        </ol>
      </div>
      <div class="gap s">
        <h2 class="h3">{t('whyTitle')}</h2>
        <p>{t('whyUscc')}</p>
        <p>{t('whyRegion')}</p>
        <p>{t('whyIndustry')}</p>
      </div>
      <div class="gap s">
        <h2 class="h3">{t('colleagueTitle')}</h2>
        <p>{t('colleague')}</p>
      </div>
    </aside>
  );
}
