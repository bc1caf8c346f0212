import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { PageContext } from '../../web/page-context.js';
import type { EnterpriseView } from './enterprises.types.js';

/** A part of the public page that belongs to a higher feature: offerings, the record of answers. */
interface EnterpriseSection {
  /** Lower comes first. */
  readonly position: number;
  /** Null where there is nothing to show. The view is plain and synchronous: load its data before. */
  render(ctx: PageContext, enterprise: EnterpriseView): Promise<VNode | null>;
}

/** What stands on the public page below the evidence. Features above this one add theirs when they start. */
@Injectable()
export class EnterpriseSectionsService {
  private sections: readonly EnterpriseSection[] = [];

  add(section: EnterpriseSection): void {
    this.sections = [...this.sections, section].sort((a, b) => a.position - b.position);
  }

  async of(ctx: PageContext, enterprise: EnterpriseView): Promise<VNode[]> {
    const views = await Promise.all(this.sections.map((section) => section.render(ctx, enterprise)));
    return views.filter((view) => view !== null);
  }
}
