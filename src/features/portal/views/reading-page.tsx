import type { VNode } from 'preact';
import { Links } from '../../../web/components/ways.js';
import { Columns } from '../../../web/components/sections.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { PORTAL_TEXTS as T } from '../portal.texts.js';
import type { Reading, ReadingSection } from '../reading.types.js';

/** A page to be read, with its contents beside it. */
export function ReadingPage({ ctx, reading }: { ctx: PageContext; reading: Reading }): VNode {
  const { language } = ctx;
  return (
    <Layout ctx={ctx} title={reading.title[language]} description={reading.description[language]}>
      <Columns
        label={T.onThisPage[language]}
        side={
          <>
            <h2 class="h3">{T.onThisPage[language]}</h2>
            <Links ways={reading.sections.map(({ id, title }) => ({ label: title[language], href: `#${id}` }))} />
          </>
        }
      >
        <header class="prose">
          <h1>{reading.title[language]}</h1>
          <p class="lead">{reading.lead[language]}</p>
        </header>
        {reading.sections.map((section) => (
          <Part section={section} language={language} />
        ))}
      </Columns>
    </Layout>
  );
}

function Part({ section: { id, title, paragraphs, points }, language }: { section: ReadingSection; language: PageContext['language'] }): VNode {
  return (
    <section id={id} class="prose" aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>{title[language]}</h2>
      {paragraphs?.map((paragraph) => (
        <p>{paragraph[language]}</p>
      ))}
      {points && (
        <ul class="dot">
          {points.map((point) => (
            <li>{point[language]}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
