import type { VNode } from 'preact';
import * as z from 'zod';
import { localPath } from './address.js';
import { Button } from './components/button.js';
import { CsrfField } from './components/form.js';
import { Quote } from './components/match.js';
import { useSay } from './page-context.js';
import { texts } from './texts.js';

/** A form that came and could not be taken: where it goes, and what was in it. Never a password, never a file. */
export interface Unsent {
  /** A path of this site, with its query. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

/** More than this is not sent back in hidden fields. In characters. */
const MOST_KEPT = 40_000;
const SECRET = /password|secret|token|^_csrf$/i;

/** The fields of a form that can be offered again; undefined when there are none, too much, or a secret among them. */
export function unsentFields(body: unknown): Unsent['fields'] | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const kept: Record<string, string | readonly string[]> = {};
  let size = 0;
  for (const [name, value] of Object.entries(body)) {
    if (name === '_csrf') continue;
    if (SECRET.test(name)) return undefined;
    const values = [value].flat();
    if (!values.every((v): v is string => typeof v === 'string')) return undefined;
    size += values.join('').length;
    kept[name] = Array.isArray(value) ? values : (values[0] ?? '');
  }
  return size > 0 && size <= MOST_KEPT ? kept : undefined;
}

const schema = z.object({ action: z.string(), fields: z.record(z.string().max(100), z.union([z.string(), z.array(z.string())])) });

/** As a hidden field of another form: the log-in carries it along. */
export function writeUnsent({ action, fields }: Unsent): string {
  return JSON.stringify({ action, fields });
}

/** Null for what is none: it comes back from the browser, so it is believed as little as any input. */
export function readUnsent(text: unknown): Unsent | null {
  if (typeof text !== 'string' || text.length > 2 * MOST_KEPT) return null;
  try {
    const { action, fields } = schema.parse(JSON.parse(text));
    const kept = unsentFields(fields);
    return localPath(action, '') !== '' && kept ? { action, fields: kept } : null;
  } catch {
    return null;
  }
}

/** What was typed, to read, and a button that sends it again. */
export function SendAgain({ unsent, label }: { unsent: Unsent; label: string }): VNode {
  return (
    <>
      <Typed unsent={unsent} />
      <form class="acts" method="post" action={unsent.action}>
        <CsrfField />
        {Object.entries(unsent.fields).flatMap(([name, value]) => [value].flat().map((one) => <input type="hidden" name={name} value={one} />))}
        <Button>{label}</Button>
      </form>
    </>
  );
}

/** The sentences among what was typed: codes and choices say nothing to the eye. */
export function Typed({ unsent }: { unsent: Unsent }): VNode | null {
  const say = useSay();
  const typed = Object.values(unsent.fields)
    .flat()
    .filter((value) => /\s|[^\x21-\x7e]/.test(value) && value.length > 3);
  if (typed.length === 0) return null;
  return (
    <div class="prose">
      <p>{say(texts.typedKept)}</p>
      {typed.map((text) => (
        <Quote text={text} />
      ))}
    </div>
  );
}
