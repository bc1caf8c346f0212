import type { ComponentChildren, VNode } from 'preact';
import type { FieldProps } from './fields.js';
import { Field } from './fields.js';
import { fieldId, useChosen, useField } from './form.js';

interface ChoiceProps {
  name: string;
  value: string;
  type?: 'checkbox' | 'radio';
  checked?: boolean;
  disabled?: boolean;
  /** How many there are: a filter. */
  count?: number | string;
  /** The officer's key, obeyed by the client script. */
  hotkey?: string;
  id?: string;
  /** Steps below the top of a tree: drawn further in. */
  depth?: number;
  children: ComponentChildren;
}

/** One line to tick; the whole line is the target. */
export function Choice({ name, value, type = 'checkbox', checked, disabled, count, hotkey, id, depth = 0, children }: ChoiceProps): VNode {
  return (
    <label class={depth > 0 ? `ch d${Math.min(depth, 3)}` : 'ch'}>
      <input type={type} name={name} value={value} checked={checked} disabled={disabled} id={id} data-key={hotkey?.toLowerCase()} />
      <span class={disabled ? 'soft' : undefined}>{children}</span>
      {count !== undefined && <span class="n">{count}</span>}
      {hotkey && <kbd class="n">{hotkey.toUpperCase()}</kbd>}
    </label>
  );
}

interface ChoiceOption {
  readonly value: string;
  readonly label: ComponentChildren;
  readonly count?: number;
  readonly hotkey?: string;
  readonly disabled?: boolean;
}

interface ChoicesProps extends FieldProps {
  type?: 'checkbox' | 'radio';
  options: readonly ChoiceOption[];
  /** The ticked values; found in the form when not given. */
  chosen?: readonly string[];
  /** Two columns from 40 rem on. */
  columns?: boolean;
}

/** A question with its answers to tick: checkboxes send a list, radios one value. */
export function Choices({ type = 'checkbox', options, chosen, columns, ...field }: ChoicesProps): VNode {
  const values = useChosen(field.name, chosen);
  return (
    <Field {...field} group>
      {() => (
        <div class={columns ? 'halves' : undefined}>
          {options.map((o) => (
            <Choice name={field.name} type={type} value={o.value} checked={values.includes(o.value)} {...pick(o)}>
              {o.label}
            </Choice>
          ))}
        </div>
      )}
    </Field>
  );
}

function pick({ count, hotkey, disabled }: ChoiceOption): Pick<ChoiceProps, 'count' | 'hotkey' | 'disabled'> {
  return { ...(count !== undefined && { count }), ...(hotkey && { hotkey }), ...(disabled && { disabled }) };
}

interface CardOption {
  readonly value: string;
  readonly title: string;
  /** What happens then. */
  readonly text?: string;
}

/** A decision among a few, each with what happens then. The chosen card is marked by the server; no script is needed. */
export function RadioCards({ options, value, ...field }: FieldProps & { options: readonly CardOption[]; value?: string | null }): VNode {
  const chosen = useField(field.name, { value }).value;
  return (
    <Field {...field} group>
      {() => (
        <>
          {options.map((o) => (
            <label class={`ch card${o.value === chosen ? ' on' : ''}`}>
              <input type="radio" name={field.name} value={o.value} checked={o.value === chosen} />
              <span>
                <b>{o.title}</b>
                {o.text && (
                  <>
                    <br />
                    <span class="s soft">{o.text}</span>
                  </>
                )}
              </span>
            </label>
          ))}
        </>
      )}
    </Field>
  );
}

/** A single yes, with its problem above it: consent. Never ticked before the reader did. */
export function CheckboxField({ name, value = '1', problem, children, checked }: { name: string; value?: string; problem?: string; checked?: boolean; children: ComponentChildren }): VNode {
  const field = useField(name, { problem });
  const isChecked = useChosen(name, checked === undefined ? undefined : checked ? [value] : []).includes(value);
  const id = fieldId(name);
  return (
    <div class={`f${field.problem ? ' err' : ''}`}>
      {field.problem && (
        <p class="msg" id={`${id}-m`}>
          {field.problem}
        </p>
      )}
      <Choice name={name} value={value} checked={isChecked} id={id}>
        {children}
      </Choice>
    </div>
  );
}
