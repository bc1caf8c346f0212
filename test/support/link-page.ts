import supertest from 'supertest';
import type { TestApp } from './app.js';

/** A browser that opened a page: with its cookies and the token of its forms. */
export interface OpenPage {
  readonly status: number;
  readonly html: string;
  /** Sends the page's form; says where the answer leads, or what it is. */
  submit(fields?: Record<string, string>): Promise<{ status: number; html: string; location: string | undefined }>;
}

/** Opens an address of the application as a browser without JavaScript does. */
export async function openPage(test: TestApp, address: string): Promise<OpenPage> {
  const path = address.replace(test.settings.publicUrl, '');
  const browser = supertest.agent(test.url);
  const { status, text } = await browser.get(path);
  const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return {
    status,
    html: text,
    submit: async (fields = {}) => {
      const answer = await browser.post(path).type('form').send({ _csrf: token, ...fields });
      return { status: answer.status, html: answer.text, location: answer.headers['location'] as string | undefined };
    },
  };
}
