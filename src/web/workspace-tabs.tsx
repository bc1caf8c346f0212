import type { VNode } from 'preact';
import { href } from './address.js';
import { type Tab, Tabs } from './components/ways.js';
import { usePage, useSay } from './page-context.js';
import { texts } from './texts.js';

/** The pages of a member's workspace, in the order of their tabs, without the language. */
const PLACES = {
  '/workspace': texts.toDo,
  '/workspace/demands': texts.myDemands,
  '/workspace/offerings': texts.myOfferings,
  '/invitations': texts.invitations,
  '/engagements': texts.engagements,
  '/account': texts.account,
} as const;

type WorkspacePlace = keyof typeof PLACES;

/** One row of ways for all pages of the workspace, whichever feature brings them. */
export function WorkspaceTabs({ current, counts = {}, more = [] }: { current: WorkspacePlace; counts?: Readonly<Partial<Record<WorkspacePlace, number>>>; more?: readonly Tab[] }): VNode {
  const ctx = usePage();
  const say = useSay();
  const places = Object.entries(PLACES) as [WorkspacePlace, (typeof PLACES)[WorkspacePlace]][];
  const tabs = places.map(([path, label]): Tab => {
    const count = counts[path];
    return { label: say(label), href: href(ctx, path), current: path === current, ...(count !== undefined && { count }) };
  });
  return <Tabs label={say(texts.workspace)} tabs={[...tabs, ...more]} />;
}
