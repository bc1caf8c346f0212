/** A form of a page that posts, with what it would send as it stands. */
export interface PageForm {
  readonly action: string;
  readonly names: readonly string[];
  readonly values: readonly (readonly [name: string, value: string])[];
}

/** The forms of a page that post urlencoded fields. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', inside = '']) => {
    const action = attribute(head, 'action');
    if (attribute(head, 'method')?.toLowerCase() !== 'post' || action === undefined || head.includes('multipart')) return [];
    const fields = [...inside.matchAll(/<(input|textarea|select|button)\b([^>]*)>(?:([^<]*)<\/textarea>)?/g)].flatMap(([, tag, attributes = '', text = '']) => {
      const name = attribute(attributes, 'name');
      if (name === undefined || name === '_csrf') return [];
      const type = attribute(attributes, 'type');
      const isOff = (type === 'radio' || type === 'checkbox') && !/\bchecked\b/.test(attributes);
      return [{ name, isOff, value: tag === 'textarea' ? unescaped(text) : (attribute(attributes, 'value') ?? '') }];
    });
    return [{ action: unescaped(action), names: [...new Set(fields.map(({ name }) => name))], values: fields.filter(({ isOff }) => !isOff).map(({ name, value }) => [name, value] as const) }];
  });
}

/** What the form would send with other values in one of its fields. */
export function withField({ values }: PageForm, name: string, value: string | readonly string[]): string {
  const sent = new URLSearchParams(values.filter(([other]) => other !== name).map(([other, kept]) => [other, kept]));
  for (const one of [value].flat()) sent.append(name, one);
  return sent.toString();
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? undefined : unescaped(found);
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
