import type { VNode } from 'preact';
import { TextArea, TextField } from '../../../web/components/fields.js';
import type { Text } from '../../../shared/language.js';
import { useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import type { DemandTemplate } from '../demand-templates.js';
import type { ListingKind } from '../listing.types.js';

/** What to look at once more, by field: one may go on. */
export type Doubts = Readonly<Record<string, string | undefined>>;

type Thing = 'product' | 'materials' | 'methods' | 'effect' | 'application';

/** What it is about, in the order in which people tell it; labels come from the form. */
export function TellingFields({ kind, doubts, template }: { kind: ListingKind; doubts: Doubts; template: DemandTemplate | undefined }): VNode {
  const say = useSay();
  const ask = (thing: Thing, usual?: Text): string | undefined => {
    const text = template?.[thing] ?? usual;
    return text && say(text);
  };
  const isDemand = kind === 'demand';
  return (
    <>
      <TextField name="title" ask={doubts['title']} hint={say(template?.title ?? (isDemand ? T.titleHintDemand : T.titleHintOffering))} />
      <TextArea name="body" ask={doubts['body']} rows={4} hint={say(isDemand ? T.bodyDemandHint : T.bodyOfferingHint)} />
      <p class="soft f">{say(T.fiveDemandLead)}</p>
      <TextArea name="product" ask={doubts['product']} rows={2} hint={ask('product')} />
      <TextArea name="materials" ask={doubts['materials']} rows={2} hint={ask('materials')} />
      <TextArea name="methods" ask={doubts['methods']} rows={3} hint={ask('methods', isDemand ? T.methodsHint : undefined)} />
      <TextArea name="effect" ask={doubts['effect']} rows={3} hint={ask('effect', T.effectHint)} />
      <TextArea name="application" ask={doubts['application']} rows={3} hint={ask('application', T.applicationHint)} />
    </>
  );
}
