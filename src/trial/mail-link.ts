import { patiently } from './patience.js';

/** What the person presses on the page that a mail's link opens. */
export type Choice = Readonly<Record<string, string>>;

/**
 * Does what a person does: opens the link of a mail, looks at the page, chooses and confirms. Returns the status of the
 * answer to the confirmation; when the server goes away in the middle, does it again, and then a link that was used in the
 * first attempt answers 410.
 */
export async function followMailLink(link: string, choice: Choice = {}): Promise<number> {
  return patiently('the page behind a mailed link', 200, async () => {
    const status = await attempt(link, choice);
    return status === 503 || status === 429 ? null : status;
  });
}

async function attempt(link: string, choice: Choice): Promise<number | null> {
  try {
    const page = await fetch(link, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    if (page.status !== 200) return page.status;
    const form = readForm(await page.text());
    if (!form) throw new Error('The page behind a mailed link has no form to confirm');
    const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
    const answer = await fetch(new URL(form.action || link, link), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookies.join('; '), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form.fields, ...choice }).toString(),
      signal: AbortSignal.timeout(30_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return null;
    throw error;
  }
}

/** The first form of a page that posts: where to, and what it sends when nothing is changed. */
function readForm(html: string): { action: string; fields: Record<string, string> } | null {
  const [, attributes = '', inner = ''] = /<form\b([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/i.exec(html) ?? [];
  if (!inner) return null;
  const fields: Record<string, string> = {};
  for (const [tag] of inner.matchAll(/<input\b[^>]*>/gi)) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type') ?? 'text'];
    if (!name || ((type === 'radio' || type === 'checkbox') && !/\bchecked\b/.test(tag))) continue;
    fields[name] = attribute(tag, 'value') ?? '';
  }
  return { action: attribute(attributes, 'action') ?? '', fields };
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  return value?.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
