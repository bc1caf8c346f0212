import type { ComponentChildren, VNode } from 'preact';
import { useSay } from '../page-context.js';
import { texts } from '../texts.js';
import { Button, ButtonLink } from './button.js';
import { Choice } from './choices.js';

export interface FacetOption {
  readonly value: string;
  readonly label: string;
  /** How many results it would leave. */
  readonly count?: number;
  /** Steps below the top of its tree. */
  readonly depth?: number;
}

export interface FacetGroup {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly type?: 'checkbox' | 'radio';
  readonly options: readonly FacetOption[];
  readonly chosen: readonly string[];
  /** More options, behind their own summary: the cities of a region. */
  readonly more?: { readonly summary: string; readonly options: readonly FacetOption[] };
}

/**
 * The filters of a search, inside its GET form. Beside the results from 64 rem on; on a phone a panel that its button
 * opens by address (`#facets`), so that no script is needed. The results stand in `<div id="results">` after it.
 */
export function Facets({ groups, clearHref, children }: { groups: readonly FacetGroup[]; clearHref: string; children?: ComponentChildren }): VNode {
  const say = useSay();
  return (
    <div class="facets" id="facets">
      <div class="head narrow">
        <h2>{say(texts.filters)}</h2>
        <ButtonLink kind="quiet" small href="#results">
          {say(texts.close)}
        </ButtonLink>
      </div>
      {groups.map((group) => (
        <fieldset class="f">
          <legend>{group.legend}</legend>
          {group.hint && <p class="hint">{group.hint}</p>}
          <Options group={group} options={group.options} />
          {group.more && group.more.options.length > 0 && (
            <details open={group.more.options.some((o) => group.chosen.includes(o.value))}>
              <summary>{group.more.summary}</summary>
              <Options group={group} options={group.more.options} />
            </details>
          )}
        </fieldset>
      ))}
      {children}
      <div class="acts f">
        <Button small kind="alt">
          {say(texts.showResults)}
        </Button>
        <ButtonLink kind="quiet" small href={clearHref}>
          {say(texts.clear)}
        </ButtonLink>
      </div>
    </div>
  );
}

function Options({ group, options }: { group: FacetGroup; options: readonly FacetOption[] }): VNode {
  return (
    <>
      {options.map((o) => (
        <Choice type={group.type ?? 'checkbox'} name={group.name} value={o.value} checked={group.chosen.includes(o.value)} {...(o.count !== undefined && { count: o.count })} {...(o.depth && { depth: o.depth })}>
          {o.label}
        </Choice>
      ))}
    </>
  );
}

/** Opens the filters on a phone. */
export function FacetsButton({ chosen }: { chosen: number }): VNode {
  const say = useSay();
  return (
    <ButtonLink kind="alt" small only="narrow" href="#facets">
      {chosen > 0 ? say(texts.filtersChosen, { count: chosen }) : say(texts.filters)}
    </ButtonLink>
  );
}
