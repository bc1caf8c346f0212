import type { INestApplication } from '@nestjs/common';
import { gradedId, GRADED_REGISTRATION, gradedTime } from '../../features/matching/graded/graded-facts.js';
import type { GradedCollection } from '../../features/matching/graded/graded-collection.js';
import { IndexingService } from '../../features/matching/indexing.service.js';
import { TermStatisticsStore } from '../../features/matching/term-statistics.store.js';
import { VocabularyService } from '../../features/vocabulary/vocabulary.service.js';
import { Database } from '../../platform/database/database.js';
import { DAY_MS } from '../../shared/durations.js';

/** Puts the offerings of the graded collection on the market of an empty installation, indexed, counted and with their vocabulary. */
export async function openQueryMarket(app: INestApplication, { enterprises, offerings }: GradedCollection, now: Date): Promise<void> {
  const database = app.get(Database);
  await database.query(
    `insert into enterprise (id, code, name, uscc, region_code, size, description, contact_name, contact_phone, contact_email, status, verified_at, capacity, created_at, updated_at, version)
     select (row ->> 'id')::uuid, row ->> 'code', row ->> 'name', row ->> 'code', row ->> 'region', 'small', '', '张示例', '13800000000', 'graded@example.com',
            'verified', $2, 10, $2, $2, 1 from jsonb_array_elements($1::jsonb) as row`,
    [JSON.stringify(enterprises.map(({ id, name, region }, i) => ({ id: gradedId(id), code: `E13-${String(i).padStart(6, '0')}`, name, region }))), GRADED_REGISTRATION],
  );
  const regionOf = new Map(enterprises.map(({ id, region }) => [id, region]));
  const rows = offerings.map(({ id, enterprise, language, title, body, tags, category, serviceRegions, certificates, updated }, i) => ({
    id: gradedId(id),
    code: `S-13-${String(i).padStart(6, '0')}`,
    enterprise_id: gradedId(enterprise),
    language,
    title,
    body,
    tags,
    category_code: category,
    region_code: regionOf.get(enterprise),
    service_regions: serviceRegions,
    certificates,
    published_at: gradedTime(updated),
  }));
  await database.query(
    `insert into listing (id, code, kind, enterprise_id, status, language, title, body, materials, methods, effect, product, application, category_code, region_code,
       service_regions, certificates, tags, seats, return_reasons, revision, published_at, expires_at, created_at, updated_at, version)
     select id, code, 'offering', enterprise_id, 'published', language, title, body, '', '', '', '', '', category_code, region_code, service_regions, certificates, tags, 5, '{}', 1,
            published_at, $2, published_at, published_at, 1 from jsonb_populate_recordset(null::listing, $1)`,
    [JSON.stringify(rows), new Date(now.getTime() + 60 * DAY_MS)],
  );
  const indexing = app.get(IndexingService, { strict: false });
  await indexing.cutTexts(rows.map(({ id }) => id));
  for (const { id } of enterprises) await indexing.syncEnterprise(gradedId(id));
  await app.get(TermStatisticsStore, { strict: false }).refresh();
  const vocabulary = app.get(VocabularyService, { strict: false });
  while (await vocabulary.keepUp());
}
