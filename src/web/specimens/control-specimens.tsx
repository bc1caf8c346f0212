import type { VNode } from 'preact';
import type { Text } from '../../shared/language.js';
import { Acts, Button } from '../components/button.js';
import { CheckboxField, Choice, Choices, RadioCards } from '../components/choices.js';
import { DateField, FileField, MoneyRange, SelectField, TextArea, TextField } from '../components/fields.js';
import { ErrorSummary, Form } from '../components/form.js';
import { Picker } from '../components/picker.js';
import { Note, Status, UndoBar } from '../components/status.js';
import { SearchField } from '../components/ways.js';
import { useSay } from '../page-context.js';
import { Specimen } from './specimen.js';
import { T } from './specimen.texts.js';

const DRAWN: readonly (readonly [Text, string])[] = [
  [T.usual, ''],
  [T.hover, ' hov'],
  [T.press, ' act'],
  [T.focus, ' foc'],
];

/** Buttons, fields, choices, states, notes. `id` keeps the light and the dark copy apart. */
export function ControlSpecimens({ id }: { id: string }): VNode {
  const say = useSay();
  return (
    <>
      <Specimen name={T.buttons} rule={T.buttonsNote}>
        {['', ' alt', ' quiet', ' no'].map((kind) => (
          <p class="acts">
            {DRAWN.map(([label, state]) => (
              <button type="button" class={`btn${kind}${state}`}>
                {say(label)}
              </button>
            ))}
            <button type="button" class={`btn${kind}`} disabled>
              {say(T.disabled)}
            </button>
          </p>
        ))}
        <Acts>
          <Button small type="button">
            {say(T.small)}
          </Button>
          <Button small kind="alt" hotkey="h" type="button">
            {say(T.handOver)}
          </Button>
        </Acts>
        <Acts>
          <Button disabled>{say(T.accept)}</Button>
          <span class="s soft">{say(T.acceptWhy)}</span>
        </Acts>
      </Specimen>
      <Specimen name={T.fields} rule={T.fieldsNote}>
        <FieldSpecimens id={id} />
      </Specimen>
      <Specimen name={T.choices} rule={T.choicesNote}>
        <ChoiceSpecimens id={id} />
      </Specimen>
      <Specimen name={T.statuses} rule={T.statusesNote}>
        <p class="meta">
          <Status tone="live">{say(T.live)}</Status>
          <Status tone="wait">{say(T.waiting)}</Status>
          <Status tone="ok">{say(T.confirmed)}</Status>
          <Status tone="bad">{say(T.returned)}</Status>
          <Status tone="ended">{say(T.ended)}</Status>
        </p>
      </Specimen>
      <Specimen name={T.notes} rule={T.notesNote}>
        <Note title={say(T.noteInfo)}>{say(T.noteInfoText)}</Note>
        <Note tone="warn" title={say(T.noteWarn)}>
          {say(T.noteWarnText)}
        </Note>
        <Note tone="bad" title={say(T.noteBad)}>
          {say(T.noteBadText)}
        </Note>
        <Note tone="ok" title={say(T.noteOk)}>
          {say(T.noteOkText)}
        </Note>
        <UndoBar notice={{ tone: 'ok', title: say(T.undoTitle), text: say(T.undoText), undo: { action: '#' } }} />
      </Specimen>
    </>
  );
}

function FieldSpecimens({ id }: { id: string }): VNode {
  const say = useSay();
  const phone = `${id}-phone`;
  const region = `${id}-region`;
  const problems = [
    { field: phone, message: say(T.phoneProblem) },
    { field: region, message: say(T.regionProblem) },
  ];
  const labels = { [phone]: say(T.phone), [region]: say(T.region) };
  const values = { [phone]: '138 0000 000', [region]: '沧洲 泊头', [`${id}-min`]: '30', [`${id}-max`]: '50' };
  return (
    <Form action="#" class="form" values={values} problems={problems} labels={labels}>
      <ErrorSummary id={`${id}-problems`} />
      <div class="cols">
        <TextField name={`${id}-title`} label={say(T.fieldTitle)} hint={say(T.fieldTitleHint)} />
        <TextField name={phone} hint={say(T.phoneHint)} inputMode="tel" />
        <TextField name={`${id}-uscc`} label={say(T.uscc)} hint={say(T.usccHint)} ask={say(T.usccAsk)} code value="9113 0981 MA00 0000 0X" />
        <SelectField name={`${id}-industry`} label={say(T.industry)} options={[{ value: '3453', label: say(T.industryName) }]} value="3453" />
        <TextField name={`${id}-fixed`} label={say(T.enterpriseFixed)} value={say(T.enterprise)} readonly />
        <DateField name={`${id}-by`} label={say(T.deadline)} value="2026-09-30" optional />
      </div>
      <Picker
        name={region}
        codeName={`${id}-code`}
        hint={say(T.regionHint)}
        suggestions={[say(T.regionBotou)]}
        find={{ name: 'do', value: 'region' }}
        found={[
          { code: '130981', name: say(T.regionBotou) },
          { code: '130900', name: say(T.regionCangzhou) },
        ]}
      />
      <MoneyRange name={`${id}-budget`} legend={say(T.budget)} hint={say(T.budgetHint)} min={`${id}-min`} max={`${id}-max`} optional />
      <TextArea name={`${id}-message`} label={say(T.message)} rows={2} placeholder={say(T.messagePlaceholder)} />
      <FileField name={`${id}-files`} label={say(T.files)} hint={say(T.filesHint)} multiple />
      <div class="f">
        <SearchField name={`${id}-q`} value={say(T.searchValue)} />
      </div>
    </Form>
  );
}

function ChoiceSpecimens({ id }: { id: string }): VNode {
  const say = useSay();
  const cards = [
    { value: 'yes', title: say(T.interested), text: say(T.interestedThen) },
    { value: 'no', title: say(T.notForUs), text: say(T.notForUsThen) },
  ];
  return (
    <>
      <div class="cols">
        <Choices
          name={`${id}-as`}
          label={say(T.roles)}
          chosen={['demand']}
          options={[
            { value: 'demand', label: say(T.roleDemand) },
            { value: 'offer', label: say(T.roleOffer) },
            { value: 'park', label: say(T.rolePark), disabled: true },
          ]}
        />
        <Choices
          name={`${id}-where`}
          label={say(T.region)}
          type="radio"
          chosen={['13']}
          options={[
            { value: '13', label: say(T.hebei), count: 9 },
            { value: '12', label: say(T.tianjin), count: 6 },
          ]}
        />
      </div>
      <Choice name={`${id}-reason`} value="contact" hotkey="1">
        {say(T.hasContact)}
      </Choice>
      <RadioCards name={`${id}-answer`} label={say(T.answer)} value="yes" options={cards} />
      <CheckboxField name={`${id}-agree`} problem={say(T.consentProblem)}>
        {say(T.consent)}
      </CheckboxField>
    </>
  );
}
