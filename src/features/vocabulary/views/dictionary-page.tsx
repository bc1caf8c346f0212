import type { VNode } from 'preact';
import type { Page } from '../../../shared/paging.js';
import { href } from '../../../web/address.js';
import { Section } from '../../../web/components/sections.js';
import type { FormValues, Problem } from '../../../web/components/form.js';
import { Table } from '../../../web/components/tables.js';
import { Index, Pager, SearchField } from '../../../web/components/ways.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import { type PageContext, usePage, useSay } from '../../../web/page-context.js';
import type { NavItem } from '../../../web/top-bar.js';
import type { DictionaryGroup } from '../dictionary-group.entity.js';
import { DICTIONARY_TEXTS as T } from '../dictionary.texts.js';
import type { UnmetNeed } from '../unmet-needs.queries.js';
import { GroupForm } from './group-form.js';

interface DictionaryPageProps {
  ctx: PageContext;
  office: { authority: string; ways: readonly NavItem[] };
  groups: Page<DictionaryGroup>;
  /** What the list was narrowed to. */
  word: string;
  unmet: readonly UnmetNeed[];
  values: FormValues;
  problems: readonly Problem[];
}

/** All groups, a form for another one, and what was searched for in vain. */
export function DictionaryPage(props: DictionaryPageProps): VNode {
  return (
    <Layout ctx={props.ctx} kind="office" title={T.title[props.ctx.language]} office={props.office} noIndex>
      <Content {...props} />
    </Layout>
  );
}

function Content({ groups, word, unmet, values, problems }: DictionaryPageProps): VNode {
  const ctx = usePage();
  const say = useSay();
  const at = href(ctx, '/review/dictionary');
  return (
    <>
      <h1>{say(T.title)}</h1>
      <p class="lead2 prose">{say(T.lead)}</p>
      <div class="cols">
        <Section id="groups" title={say(T.groups, { count: groups.total })}>
          <form action={at} role="search">
            <SearchField name="word" value={word} label={say(T.find)} placeholder={say(T.find)} />
          </form>
          {groups.items.length > 0 ? <Groups groups={groups} /> : <p class="prose gap">{word === '' ? say(T.none) : say(T.noneFound, { word })}</p>}
          <Pager page={groups} />
          <p class="s soft after">{say(T.noneText)}</p>
        </Section>
        <div>
          <Section id="add" title={say(T.add)} sheet>
            <GroupForm action={at} values={values} problems={problems} />
          </Section>
          {unmet.length > 0 && (
            <div class="f">
              <Unmet needs={unmet} />
            </div>
          )}
        </div>
      </div>
    </>
  );
}

function Groups({ groups }: { groups: Page<DictionaryGroup> }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Table
      caption={say(T.groups, { count: groups.total })}
      hideCaption
      rows={groups.items}
      columns={[
        { head: say(T.words), cell: ({ id, words }) => <a href={href(ctx, `/review/dictionary/${id}`)}>{words.join(ctx.language === 'zh' ? '、' : ', ')}</a> },
        { head: say(T.note), cell: ({ note }) => note },
        {
          head: say(T.changed),
          cell: ({ changedBy, updatedAt }) => <span class="s soft">{say(T.changedBy, { name: changedBy, date: formatDate(updatedAt, ctx.language, { now: ctx.now }) })}</span>,
        },
      ]}
    />
  );
}

function Unmet({ needs }: { needs: readonly UnmetNeed[] }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Section id="unmet" title={say(T.unmet)}>
      <p class="s soft">{say(T.unmetText)}</p>
      <Index items={needs.map(({ words, count }) => ({ label: words, href: `${href(ctx, '/providers')}?q=${encodeURIComponent(words)}`, count }))} />
    </Section>
  );
}
