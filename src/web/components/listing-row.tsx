import type { ComponentChildren, VNode } from 'preact';
import { Highlight, Segmented } from './text.js';

/** A list between hairlines. */
export function Rows({ children }: { children: ComponentChildren }): VNode {
  return <ul class="rows">{children}</ul>;
}

interface ListingRowProps {
  href: string;
  title: string;
  /** One sentence of it. */
  snippet?: string | null;
  /** Facts below: place, category. Empty ones are left out. */
  meta?: readonly ComponentChildren[];
  /** The one fact in bold: the budget. */
  strong?: string | null;
  /** Above the title: a status, a date. */
  above?: ComponentChildren;
  /** On the right from 64 rem on: seats, deadline, a button. Each a line. */
  end?: readonly ComponentChildren[];
  /** Words to mark in title and snippet. */
  words?: readonly string[];
  level?: 2 | 3;
}

/** A listing, an enterprise, a thing to do: title, a sentence, a few facts; seats and deadline on the right. */
export function ListingRow({ href, title, snippet, meta, strong, above, end, words, level = 3 }: ListingRowProps): VNode {
  const Heading = level === 2 ? 'h2' : 'h3';
  const facts = meta?.filter((m) => m !== null && m !== undefined && m !== '' && m !== false) ?? [];
  return (
    <li class="line">
      <div>
        {above && <p class="meta">{above}</p>}
        <Heading>
          <a href={href}>
            <Segmented text={title} {...(words && { words })} />
          </a>
        </Heading>
        {snippet && <p class="snip">{words ? <Highlight text={snippet} words={words} /> : snippet}</p>}
        {(facts.length > 0 || strong) && (
          <p class="meta">
            {facts.map((m) => (
              <span>{m}</span>
            ))}
            {strong && (
              <span>
                <b>{strong}</b>
              </span>
            )}
          </p>
        )}
      </div>
      {end && (
        <div class="end">
          {end.map((line) => (
            <span>{line}</span>
          ))}
        </div>
      )}
    </li>
  );
}
