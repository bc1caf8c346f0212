import type { VNode } from 'preact';
import { Choices } from '../../../web/components/choices.js';
import { DateField, MoneyRange, type Option, TextField } from '../../../web/components/fields.js';
import { useChosen } from '../../../web/components/form.js';
import { Picker, type Place } from '../../../web/components/picker.js';
import { useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import type { ListingKind } from '../listing.types.js';

/** What there is to choose from, named in the reader's language. */
export interface FormChoices {
  /** Names, suggested while one types. */
  readonly categories: readonly string[];
  readonly serviceRegions: readonly Option[];
  readonly certificates: readonly Option[];
  /** What the typed words of a picker could mean. */
  readonly foundRegions: readonly Place[];
  readonly foundIndustries: readonly Place[];
  readonly foundCategories: readonly Place[];
}

/** Where, how much, until when, with which certificates. */
export function ConditionFields({ kind, choices }: { kind: ListingKind; choices: FormChoices }): VNode {
  const say = useSay();
  const isDemand = kind === 'demand';
  const hasCertificates = useChosen('certificates', undefined).length > 0;
  return (
    <>
      <h2 class="f">{say(T.conditions)}</h2>
      <Picker
        name="category"
        codeName="categoryCode"
        hint={say(T.categoryHint)}
        placeholder={say(T.categoryEmpty)}
        suggestions={choices.categories}
        found={choices.foundCategories}
        find={{ name: 'go', value: 'find' }}
        optional
      />
      <Picker name="region" codeName="regionCode" hint={say(T.regionHint)} found={choices.foundRegions} find={{ name: 'go', value: 'find' }} />
      {!isDemand && <Choices name="serviceRegions" hint={say(T.servesHint)} options={choices.serviceRegions} columns />}
      <Picker name="industry" codeName="industryCode" hint={say(T.industryHint)} found={choices.foundIndustries} find={{ name: 'go', value: 'find' }} optional />
      <TextField name="quantity" hint={say(T.quantityHint)} optional />
      <MoneyRange name="budget" legend={say(isDemand ? T.budget : T.price)} hint={say(T.budgetHint)} min="budgetMin" max="budgetMax" optional />
      {isDemand ? <DateField name="deadline" optional /> : <TextField name="leadDays" hint={say(T.leadHint)} inputMode="numeric" short optional />}
      <details class="f" open={hasCertificates}>
        <summary>{say(isDemand ? T.mustHave : T.held)}</summary>
        <Choices name="certificates" hint={say(isDemand ? T.certificatesDemandHint : T.certificatesOfferingHint)} options={choices.certificates} columns />
      </details>
      <TextField name="tags" hint={say(T.tagsHint)} optional />
      {isDemand && <TextField name="seats" hint={say(T.seatsHint)} inputMode="numeric" short />}
    </>
  );
}
