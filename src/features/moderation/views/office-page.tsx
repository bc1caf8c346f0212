import type { ComponentChildren, VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import type { NavItem } from '../../../web/top-bar.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';

export interface Office {
  /** 河北省主管部门, as the bar says it. */
  readonly authority: string;
  readonly open: number;
  /** What higher features have added to the bar. */
  readonly more: readonly NavItem[];
}

/** The frame of the officers' pages: whose office it is, and its ways. */
export function OfficePage({ ctx, office, title, at, children }: { ctx: PageContext; office: Office; title: string; at?: 'waiting' | 'decided'; children: ComponentChildren }): VNode {
  const { language } = ctx;
  return (
    <Layout
      ctx={ctx}
      kind="office"
      title={title}
      noIndex
      office={{
        authority: office.authority,
        ways: [
          { label: say(T.waitingN, language, { n: office.open }), path: '/review', current: at === 'waiting' },
          { label: T.decided[language], path: '/review/decided', current: at === 'decided' },
          ...office.more,
        ],
      }}
    >
      {children}
    </Layout>
  );
}
