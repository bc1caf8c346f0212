import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../shared/ids.js';
import { answersOf, DEPTH } from './baselines.js';
import type { Answers, JudgedSet } from './judged-set.js';

const BATCH = 2_000;
const TASK_TIMEOUT_MS = 300_000;
const POLL_MS = 50;

/** The whole text of a demand as one query to Meilisearch, as one would try first: an index of titles with the server's own settings. */
export async function oneMeilisearchQuery({ demands, offerings }: JudgedSet, url: string, key: string | undefined): Promise<Answers> {
  const uid = `baseline_${newId().replaceAll('-', '')}`;
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const done = async (task: Promise<{ taskUid: number }>): Promise<void> => {
    const { taskUid } = await task;
    for (const deadline = Date.now() + TASK_TIMEOUT_MS; ; await sleep(POLL_MS)) {
      const { status } = await call<{ status: string }>('GET', `/tasks/${taskUid}`);
      if (status === 'succeeded') return;
      if (status === 'failed' || Date.now() > deadline) throw new Error(`Meilisearch did not do task ${taskUid}`);
    }
  };
  try {
    await done(call('POST', '/indexes', { uid, primaryKey: 'id' }));
    await done(call('PATCH', `/indexes/${uid}/settings`, { searchableAttributes: ['title'] }));
    for (let i = 0; i < offerings.length; i += BATCH) await done(call('POST', `/indexes/${uid}/documents`, offerings.slice(i, i + BATCH).map(({ id, title }) => ({ id, title }))));
    const scores = new Map<string, Map<string, number>>();
    for (const { id, title, body } of demands) {
      const { hits } = await call<{ hits: { id: string }[] }>('POST', `/indexes/${uid}/search`, { q: `${title} ${body}`.trim(), limit: DEPTH, attributesToRetrieve: ['id'] });
      scores.set(id, new Map(hits.map((hit, place) => [hit.id, 1 / (place + 1)])));
    }
    return answersOf({ demands }, scores);
  } finally {
    await call('DELETE', `/indexes/${uid}`);
  }
}
