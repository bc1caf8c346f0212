import type { ComponentChildren, InputHTMLAttributes, VNode } from 'preact';
import { useSay } from '../page-context.js';
import { texts } from '../texts.js';
import { fieldId, useField } from './form.js';

/** What every field can say. `label`, `value` and `problem` are found in the form when they are not given. */
export interface FieldProps {
  name: string;
  label?: string;
  /** Under the label: how to answer. */
  hint?: ComponentChildren;
  /** What to do about it; turns the field red. */
  problem?: string;
  /** A doubt: says what to look at once more, and lets the reader go on. */
  ask?: string | null | undefined;
  optional?: boolean;
}

interface Described {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
}

/** Label, hint, message, control: the frame of each field. The control gets its id and what describes it. */
export function Field({ name, hint, ask, optional, label, problem, group, children }: FieldProps & { group?: boolean; children: (d: Described) => VNode }): VNode {
  const say = useSay();
  const field = useField(name, { ...(label !== undefined && { label }), problem });
  const { id } = field;
  const message = field.problem ?? ask ?? undefined;
  const describedBy = [hint ? `${id}-h` : '', message ? `${id}-m` : ''].filter(Boolean).join(' ') || undefined;
  const heading = (
    <>
      {field.label}
      {optional && <span class="s soft"> {say(texts.optional)}</span>}
    </>
  );
  const body = (
    <>
      {hint && (
        <p class="hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      {message && (
        <p class="msg" id={`${id}-m`}>
          {message}
        </p>
      )}
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': field.problem ? 'true' : undefined })}
    </>
  );
  const tone = field.problem ? ' err' : ask ? ' ask' : '';
  if (group) {
    return (
      <fieldset class={`f${tone}`} id={id} tabIndex={-1} aria-describedby={describedBy}>
        <legend>{heading}</legend>
        {body}
      </fieldset>
    );
  }
  return (
    <div class={`f${tone}`}>
      <label for={id}>{heading}</label>
      {body}
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  value?: string | number | null;
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'url' | 'date';
  required?: boolean;
  /** At most 16 rem wide. */
  short?: boolean;
  /** Fixed-width letters: codes. */
  code?: boolean;
  /** May be seen, not changed; the label says why. */
  readonly?: boolean;
  maxLength?: number;
  placeholder?: string;
  /** As the attribute, for password managers and phones: `email`, `new-password`. */
  autocomplete?: string;
  inputMode?: 'text' | 'tel' | 'numeric' | 'decimal' | 'email' | 'url' | 'search';
  /** Suggestions of a datalist. */
  suggestions?: readonly string[];
  autofocus?: boolean;
}

export function TextField(props: TextFieldProps): VNode {
  const { value } = useField(props.name, { value: props.value });
  const type = props.type ?? 'text';
  const list = props.suggestions ? `${fieldId(props.name)}-list` : undefined;
  // The attribute types want one shape per input type, known when the code is written; here it is chosen by the caller.
  const attributes = {
    class: `in${props.short ? ' short' : ''}${props.code ? ' code' : ''}`,
    name: props.name,
    type,
    // A password is never sent back.
    value: type === 'password' ? undefined : value,
    required: props.required,
    readOnly: props.readonly,
    maxLength: props.maxLength,
    placeholder: props.placeholder,
    autocomplete: props.autocomplete,
    inputMode: props.inputMode,
    spellcheck: props.code ? false : undefined,
    autofocus: props.autofocus,
    list,
  } as InputHTMLAttributes<HTMLInputElement>;
  return (
    <Field {...props}>
      {(described) => (
        <>
          <input {...described} {...attributes} />
          {props.suggestions && <Suggestions id={list} of={props.suggestions} />}
        </>
      )}
    </Field>
  );
}

export function Suggestions({ id, of }: { id: string | undefined; of: readonly string[] }): VNode {
  return (
    <datalist id={id}>
      {of.map((value) => (
        <option value={value} />
      ))}
    </datalist>
  );
}

interface TextAreaProps extends FieldProps {
  value?: string | null;
  rows?: number;
  required?: boolean;
  maxLength?: number;
  placeholder?: string;
}

export function TextArea(props: TextAreaProps): VNode {
  const { value } = useField(props.name, { value: props.value });
  return (
    <Field {...props}>
      {(described) => (
        // A newline right after the tag is dropped by HTML: one of ours keeps the first one that was typed.
        <textarea {...described} class="in" name={props.name} rows={props.rows ?? 3} required={props.required} maxLength={props.maxLength} placeholder={props.placeholder}>
          {value.startsWith('\n') ? `\n${value}` : value}
        </textarea>
      )}
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

interface SelectFieldProps extends FieldProps {
  value?: string | null;
  /** A plain list, or groups by their heading. */
  options: readonly Option[] | readonly { readonly group: string; readonly options: readonly Option[] }[];
  /** The first line, which chooses nothing. False leaves it out. */
  empty?: string | false;
  required?: boolean;
  short?: boolean;
  /** Stands on its right and sends the form as it is, to act upon what is chosen. */
  act?: { readonly name: string; readonly value: string; readonly label: string };
}

export function SelectField(props: SelectFieldProps): VNode {
  const say = useSay();
  const { value } = useField(props.name, { value: props.value });
  const line = (o: Option): VNode => (
    <option value={o.value} selected={o.value === value} disabled={o.disabled}>
      {o.label}
    </option>
  );
  return (
    <Field {...props}>
      {(described) => {
        const select = (
          <select {...described} class={`in${props.short ? ' short' : ''}`} name={props.name} required={props.required}>
            {props.empty !== false && <option value="">{props.empty ?? say(texts.choose)}</option>}
            {props.options.map((o) => ('group' in o ? <optgroup label={o.group}>{o.options.map(line)}</optgroup> : line(o)))}
          </select>
        );
        if (!props.act) return select;
        return (
          <div class="go">
            {select}
            <button class="btn alt" name={props.act.name} value={props.act.value} formNoValidate>
              {props.act.label}
            </button>
          </div>
        );
      }}
    </Field>
  );
}

/** A day, as `2026-05-21`; the browser shows it in the reader's manner. */
export function DateField(props: Omit<TextFieldProps, 'type' | 'code' | 'inputMode'>): VNode {
  return <TextField {...props} type="date" short />;
}

interface FileFieldProps extends FieldProps {
  /** As the attribute: `image/*,application/pdf`. */
  accept?: string;
  multiple?: boolean;
}

export function FileField(props: FileFieldProps): VNode {
  return (
    <Field {...props}>{(described) => <input {...described} class="in" type="file" name={props.name} accept={props.accept} multiple={props.multiple} />}</Field>
  );
}

/** An amount in 万元, as typed: `30`, `42.6`. `yuanOfWan` makes CNY of it. */
export function MoneyField(props: FieldProps & { value?: string | number | null }): VNode {
  const say = useSay();
  const { value } = useField(props.name, { value: props.value });
  return (
    <Field {...props}>
      {(described) => (
        <span class="unit">
          <input {...described} class="in" name={props.name} value={value} inputMode="decimal" autocomplete="off" />
          <span>{say(texts.wan)}</span>
        </span>
      )}
    </Field>
  );
}

/** Two amounts in 万元, each with its own label; their problems stand at the one that is wrong. */
export function MoneyRange({ name, legend, hint, min, max, optional }: { name: string; legend: string; hint?: ComponentChildren; min: string; max: string; optional?: boolean }): VNode {
  const say = useSay();
  return (
    <fieldset class="f" aria-describedby={hint ? `${fieldId(name)}-h` : undefined}>
      <legend>
        {legend}
        {optional && <span class="s soft"> {say(texts.optional)}</span>}
      </legend>
      {hint && (
        <p class="hint" id={`${fieldId(name)}-h`}>
          {hint}
        </p>
      )}
      <div class="cols pairs">
        <MoneyField name={min} label={say(texts.from)} />
        <MoneyField name={max} label={say(texts.to)} />
      </div>
    </fieldset>
  );
}
