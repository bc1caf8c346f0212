import supertest from 'supertest';

/** One who reads pages and sends forms, with cookies and without a script. */
export class Visitor {
  private readonly agent: ReturnType<typeof supertest.agent>;
  private token = '';

  constructor(url: string) {
    this.agent = supertest.agent(url);
  }

  /** Opens a page; its forms' token is kept for `send`. */
  async open(path: string, status = 200): Promise<supertest.Response> {
    return this.seen(await this.agent.get(path).set('accept-language', 'zh').expect(status));
  }

  /** Sends a form of the page that was opened last. A list is sent as one name many times. */
  async send(path: string, fields: Readonly<Record<string, string | readonly string[]>>, status = 303): Promise<supertest.Response> {
    const body = new URLSearchParams({ _csrf: this.token });
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    return this.seen(await this.agent.post(path).type('form').send(body.toString()).expect(status));
  }

  private seen(response: supertest.Response): supertest.Response {
    this.token = /name="_csrf" value="([^"]+)"/.exec(response.text)?.[1] ?? this.token;
    return response;
  }
}
