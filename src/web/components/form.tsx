import type { ComponentChildren, VNode } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AppError } from '../../shared/errors.js';
import type { Language } from '../../shared/language.js';
import { say } from '../../shared/language.js';
import { usePage, useSay } from '../page-context.js';
import { texts } from '../texts.js';

/** What was typed, by the field's name. A list for checkboxes. Secrets are never among them. */
export type FormValues = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/** What to do about one field, in the reader's language. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** The field problems of a refusal, for the form that comes back. */
export function problemsOf(error: AppError, language: Language): Problem[] {
  return error.fields.map((f) => ({ field: f.field, message: say(f, language, f.params) }));
}

/**
 * What a form sent, as values for the form that comes back: texts and lists of texts, without the token and without
 * what must not be sent back (`except`: passwords).
 */
export function keptValues(body: unknown, except: readonly string[] = ['password']): FormValues {
  if (typeof body !== 'object' || body === null) return {};
  const kept: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === '_csrf' || except.includes(name)) continue;
    if (typeof value === 'string') kept[name] = value;
    else if (Array.isArray(value)) kept[name] = value.filter((v): v is string => typeof v === 'string');
  }
  return kept;
}

interface FormState {
  readonly values: FormValues;
  readonly problems: readonly Problem[];
  /** By field name; read by the fields and by the summary, so that both say the same word. */
  readonly labels: Readonly<Record<string, string>>;
}

const EMPTY: FormState = { values: {}, problems: [], labels: {} };
const State = createContext<FormState>(EMPTY);

/** What a field shows: its own props first, then the form's. */
export function useField(name: string, own: { label?: string; value?: string | number | null | undefined; problem?: string | undefined }): {
  id: string;
  label: string;
  value: string;
  problem: string | undefined;
} {
  const form = useContext(State);
  const kept = form.values[name];
  const value = own.value ?? (typeof kept === 'object' ? kept?.[0] : kept) ?? '';
  return {
    id: fieldId(name),
    label: own.label ?? form.labels[name] ?? name,
    value: String(value),
    problem: own.problem ?? form.problems.find((p) => p.field === name)?.message,
  };
}

/** The chosen values of a group of choices. */
export function useChosen(name: string, own: readonly string[] | undefined): readonly string[] {
  const kept = useContext(State).values[name];
  if (own) return own;
  if (kept === null || kept === undefined || kept === false) return [];
  return typeof kept === 'object' ? kept : [String(kept === true ? '1' : kept)];
}

/** The id of the control with a name: `budget.max` becomes `f-budget-max`. The summary links to it. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`;
}

/** The token that each form that posts carries. `Form` brings it along. */
export function CsrfField(): VNode {
  return <input type="hidden" name="_csrf" value={usePage().csrf} />;
}

interface FormProps {
  action?: string;
  method?: 'post' | 'get';
  /** `two` lays content and side column beside each other. */
  class?: string;
  id?: string;
  values?: FormValues;
  problems?: readonly Problem[];
  labels?: Readonly<Record<string, string>>;
  /** With file fields: the token then goes into the address, since the guard reads it before the body streams in. The client script shows how far they are. */
  multipart?: boolean;
  /** Where the client script saves the draft to (POST, answers 204). */
  autosave?: string;
  role?: 'search';
  /** For the form that is named by a heading. */
  labelledBy?: string;
  children: ComponentChildren;
}

/**
 * A form whose fields find their values, problems and labels by name. The server's checks are the only ones
 * (`novalidate`), so that every reader gets the same words; a POST carries its CSRF token.
 */
export function Form(props: FormProps): VNode {
  const method = props.method ?? 'post';
  const { csrf } = usePage();
  const say = useSay();
  return (
    <State.Provider value={{ values: props.values ?? {}, problems: props.problems ?? [], labels: props.labels ?? {} }}>
      <form
        method={method}
        action={props.multipart ? withToken(props.action ?? '', csrf) : props.action}
        class={props.class}
        id={props.id}
        role={props.role}
        enctype={props.multipart ? 'multipart/form-data' : undefined}
        noValidate={method === 'post'}
        data-autosave={props.autosave}
        data-upload={props.multipart ? say(texts.uploading) : undefined}
        data-stop={props.multipart ? say(texts.stop) : undefined}
        data-failed={props.multipart ? say(texts.notUploaded) : undefined}
        aria-labelledby={props.labelledBy}
      >
        {method === 'post' && !props.multipart && <CsrfField />}
        {props.children}
      </form>
    </State.Provider>
  );
}

function withToken(action: string, csrf: string): string {
  return `${action}${action.includes('?') ? '&' : '?'}_csrf=${encodeURIComponent(csrf)}`;
}

/** Above the fields: how many things to change, each a link to its field. Nothing when there are none. */
export function ErrorSummary({ id = 'problems' }: { id?: string }): VNode | null {
  const { problems, labels } = useContext(State);
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    <div class="note bad f" role="alert" aria-labelledby={id}>
      <h2 class="h3" id={id}>
        {say(texts.problemsTitle, { count: problems.length })}
      </h2>
      <ul>
        {problems.map(({ field, message }) => {
          const label = labels[field];
          return (
            <li>
              <a href={`#${fieldId(field)}`}>{label ? say(texts.labelled, { label, message }) : message}</a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
