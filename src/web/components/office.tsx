import type { ComponentChildren, VNode } from 'preact';

export interface QueueItem {
  readonly href: string;
  readonly title: string;
  readonly meta: readonly string[];
  /** Hints, in brass. */
  readonly hints?: readonly string[];
  readonly current?: boolean;
}

/** The officer's queue beside the case, from 64 rem on. */
export function Queue({ label, title, note, items, children }: { label: string; title: string; note?: string; items: readonly QueueItem[]; children?: ComponentChildren }): VNode {
  return (
    <nav class="queue wide" aria-label={label}>
      <div class="head">
        <h2 class="h3">{title}</h2>
        {note && <span class="s soft">{note}</span>}
      </div>
      <ul>
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.current ? 'true' : undefined}>
              <b>{item.title}</b>
              <span class="meta">
                {item.meta.map((m) => (
                  <span>{m}</span>
                ))}
                {item.hints?.map((hint) => (
                  <span class="warn">{hint}</span>
                ))}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {children}
    </nav>
  );
}

/** A row's box to tick, 44 px. */
export function Tick({ name, value, label, checked }: { name: string; value: string; label: string; checked?: boolean }): VNode {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value={value} checked={checked} />
      <span class="vh">{label}</span>
    </label>
  );
}

/** What to do with the ticked rows: sticks to the bottom from 64 rem on. Its buttons work without a count. */
export function BulkBar({ children }: { children: ComponentChildren }): VNode {
  return <div class="bulk acts">{children}</div>;
}
