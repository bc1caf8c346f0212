import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Section } from '../../../web/components/sections.js';
import { Note } from '../../../web/components/status.js';
import { History } from '../../../web/components/tables.js';
import { Crumbs } from '../../../web/components/ways.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import { type PageContext, usePage, useSay } from '../../../web/page-context.js';
import type { NavItem } from '../../../web/top-bar.js';
import type { DictionaryGroup } from '../dictionary-group.entity.js';
import { DICTIONARY_TEXTS as T } from '../dictionary.texts.js';
import { GroupForm } from './group-form.js';

interface GroupPageProps {
  ctx: PageContext;
  office: { authority: string; ways: readonly NavItem[] };
  group: DictionaryGroup;
  /** Oldest first. */
  history: readonly { readonly at: Date; readonly actorName: string; readonly action: string; readonly data?: unknown; readonly hash: string }[];
  values: FormValues;
  problems: readonly Problem[];
}

const ACTS = { 'dictionary.added': T.actAdded, 'dictionary.changed': T.actChanged, 'dictionary.removed': T.actRemoved, 'dictionary.restored': T.actRestored } as const;

/** One group: its words to change, the way to remove it or to bring it back, and what was done to it. */
export function GroupPage(props: GroupPageProps): VNode {
  const { ctx, office, group } = props;
  return (
    <Layout ctx={ctx} kind="office" frame="wrap" title={group.words.join(' · ')} office={office} noIndex>
      <Content {...props} />
    </Layout>
  );
}

function Content({ group, history, values, problems }: GroupPageProps): VNode {
  const ctx = usePage();
  const say = useSay();
  const list = href(ctx, '/review/dictionary');
  const entries = [...history].reverse().map(({ at, actorName, action, data, hash }) => ({
    at: formatDate(at, ctx.language, { time: true, now: ctx.now }),
    text: say(ACTS[action as keyof typeof ACTS], { name: actorName, words: wordsIn(data) }),
    hash,
  }));
  return (
    <>
      <Crumbs ways={[{ label: say(T.title), href: list }]} />
      <h1>{group.words.join(' · ')}</h1>
      {group.removedAt === null ? <Present at={`${list}/${group.id}`} group={group} values={values} problems={problems} /> : <Removed at={`${list}/${group.id}`} group={group} />}
      <Section id="history" title={say(T.history)}>
        <History entries={entries} />
      </Section>
    </>
  );
}

function Present({ at, group, values, problems }: { at: string } & Pick<GroupPageProps, 'group' | 'values' | 'problems'>): VNode {
  const say = useSay();
  return (
    <>
      <Section id="change" title={say(T.edit)} sheet>
        <GroupForm action={at} values={values} problems={problems} version={group.version} />
      </Section>
      <Form action={`${at}/removal`}>
        <input type="hidden" name="version" value={group.version} />
        <div class="f">
          <Acts>
            <Button kind="no">{say(T.remove)}</Button>
          </Acts>
        </div>
      </Form>
    </>
  );
}

function Removed({ at, group }: { at: string; group: DictionaryGroup }): VNode {
  const say = useSay();
  return (
    <>
      <Note tone="warn">{say(T.isRemoved)}</Note>
      <Form action={`${at}/undo?version=${group.version}`}>
        <div class="f">
          <Acts>
            <Button>{say(T.restore)}</Button>
          </Acts>
        </div>
      </Form>
    </>
  );
}

function wordsIn(data: unknown): string {
  const { words } = data as { readonly words?: readonly string[] };
  return (words ?? []).join(' · ');
}
