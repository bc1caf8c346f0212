import type { VNode } from 'preact';
import { formatDate, formatRelative } from '../format.js';
import { usePage } from '../page-context.js';

/** An instant as people say it (12 分钟前), with the exact one behind it. */
export function Moment({ at }: { at: Date }): VNode {
  const { now, language } = usePage();
  return (
    <time dateTime={at.toISOString()} title={formatDate(at, language, { time: true, weekday: true })}>
      {formatRelative(at, now, language)}
    </time>
  );
}
