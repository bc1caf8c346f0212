import type { ComponentChildren, VNode } from 'preact';
import { useSay } from '../page-context.js';
import { texts } from '../texts.js';

interface SectionProps {
  title: string;
  /** The heading's id; the section is named by it and can be linked to. */
  id: string;
  /** On the heading's right: a count, a link, a button. */
  aside?: ComponentChildren;
  /** A white sheet on the desk. */
  sheet?: boolean;
  /** The one sheet that holds the decision. */
  lift?: boolean;
  children: ComponentChildren;
}

/** A part of a page under its heading. */
export function Section({ title, id, aside, sheet, lift, children }: SectionProps): VNode {
  return (
    <section class={sheet || lift ? `sheet${lift ? ' lift' : ''}` : undefined} aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** A white sheet. `lift` for the one that holds the decision. */
export function Sheet({ children, lift, gap = true, id }: { children: ComponentChildren; lift?: boolean; gap?: boolean; id?: string }): VNode {
  return (
    <div class={`sheet${lift ? ' lift' : ''}${gap ? ' gap' : ''}`} id={id}>
      {children}
    </div>
  );
}

/** Content and side column; one below the other on a phone. `left` puts the narrow one (facets) first. */
export function Columns({ children, side, label, left }: { children: ComponentChildren; side: ComponentChildren; /** What the side column is for. */ label: string; left?: boolean }): VNode {
  const aside = (
    <aside class={left ? undefined : 'side gap'} aria-label={label}>
      {side}
    </aside>
  );
  return (
    <div class={left ? 'two left' : 'two'}>
      {left && aside}
      <div class="secs">{children}</div>
      {!left && aside}
    </div>
  );
}

/** A part that the client script keeps up to date while a form is filled in: it posts the form to `from` and puts the answer here. */
export function Live({ from, form, children }: { /** Address of the fragment. */ from: string; /** The form's id. */ form: string; children: ComponentChildren }): VNode {
  return (
    <div data-live={from} data-form={form} aria-live="polite">
      {children}
    </div>
  );
}

/** Says that drafts save themselves; the client script then says when it did. */
export function AutosaveHint(): VNode {
  const say = useSay();
  return (
    <p class="hint" role="status" data-saved={say(texts.savedAt, { time: '--:--' })}>
      {say(texts.autosaveHint)}
    </p>
  );
}
