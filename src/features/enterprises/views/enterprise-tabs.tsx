import type { VNode } from 'preact';
import { canEdit } from '../../../shared/actor.js';
import { href } from '../../../web/address.js';
import { Tabs } from '../../../web/components/ways.js';
import type { PageContext } from '../../../web/page-context.js';
import { words } from './words.js';

/** The pages of those who look after an enterprise, beside each other. */
export function EnterpriseTabs({ ctx, id, current }: { ctx: PageContext; id: string; current: 'edit' | 'members' | 'evidence' }): VNode {
  const t = words(ctx);
  const at = (path: string): string => href(ctx, `/enterprises/${id}${path}`);
  return (
    <Tabs
      label={t('ours')}
      tabs={[
        { label: t('enterprise'), href: at('') },
        ...(canEdit(ctx.actor, id) ? [{ label: t('edit'), href: at('/edit'), current: current === 'edit' }] : []),
        { label: t('members'), href: at('/members'), current: current === 'members' },
        { label: t('evidence'), href: at('/evidence'), current: current === 'evidence' },
      ]}
    />
  );
}
