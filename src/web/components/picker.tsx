import type { VNode } from 'preact';
import { useSay } from '../page-context.js';
import { texts } from '../texts.js';
import { Choice } from './choices.js';
import type { FieldProps } from './fields.js';
import { Field, Suggestions } from './fields.js';
import { fieldId, useChosen, useField } from './form.js';

export interface Place {
  /** The code that is kept: `130981`. */
  readonly code: string;
  /** The whole way down: 河北 沧州 泊头市. */
  readonly name: string;
}

interface PickerProps extends FieldProps {
  /** What is typed, in a field of its own (`name`): a name, pinyin, a code. */
  value?: string | null;
  /** The name of the field that carries the chosen code. */
  codeName: string;
  /** Common ones, offered while typing where the browser can. */
  suggestions?: readonly string[];
  /** What the server found for the typed words: radios below the field. The first page has none. */
  found?: readonly Place[];
  /** The button's name and value in the form; its handler looks up and shows the form again with `found`. */
  find: { readonly name: string; readonly value: string };
  placeholder?: string;
}

/**
 * Region and industry: type a name, press 找, choose among what was found. Works without a script: the answer comes
 * back as radios under the field. When the typed words name exactly one place, the handler may take it as chosen.
 */
export function Picker(props: PickerProps): VNode {
  const say = useSay();
  const { value } = useField(props.name, { value: props.value });
  const [chosen] = useChosen(props.codeName, undefined);
  const list = props.suggestions ? `${fieldId(props.name)}-list` : undefined;
  const found = props.found ?? [];
  return (
    <Field {...props}>
      {(described) => (
        <>
          <div class="go">
            <input {...described} class="in" name={props.name} value={value} list={list} autocomplete="off" placeholder={props.placeholder} />
            <button class="btn alt" name={props.find.name} value={props.find.value} formNoValidate>
              {say(texts.find)}
            </button>
          </div>
          {props.suggestions && <Suggestions id={list} of={props.suggestions} />}
          {found.length > 0 ? (
            <fieldset>
              <legend class="vh">{say(texts.found)}</legend>
              {found.map((place) => (
                <Choice type="radio" name={props.codeName} value={place.code} checked={place.code === chosen} count={place.code}>
                  {place.name}
                </Choice>
              ))}
            </fieldset>
          ) : (
            chosen && <input type="hidden" name={props.codeName} value={chosen} />
          )}
        </>
      )}
    </Field>
  );
}
