import type { ComponentChildren, VNode } from 'preact';
import type { Text } from '../../shared/language.js';
import { useSay } from '../page-context.js';

/** One family on the page of components: its name and rule, then its states. */
export function Specimen({ name, rule, children }: { name: Text; rule: Text; children: ComponentChildren }): VNode {
  const say = useSay();
  return (
    <div class="spec">
      <div>
        <h3>{say(name)}</h3>
        <p class="s soft">{say(rule)}</p>
      </div>
      <div class="gap">{children}</div>
    </div>
  );
}
