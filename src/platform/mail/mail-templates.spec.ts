import type { DiscoveryService } from '@nestjs/core';
import { defineMail, type MailDefinition, MailTemplate, type RenderedMail } from './mail-template.js';
import { MailTemplates } from './mail-templates.js';

const WELCOME = defineMail({ name: 'test.welcome', stream: 'account' });

class Template extends MailTemplate {
  constructor(readonly definition: MailDefinition) {
    super();
  }

  async render(): Promise<RenderedMail> {
    return { subject: '', html: '', text: '' };
  }
}

function boot(...instances: readonly unknown[]): MailTemplates {
  const templates = new MailTemplates({ getProviders: () => instances.map((instance) => ({ instance })) } as unknown as DiscoveryService);
  templates.onModuleInit();
  return templates;
}

describe('MailTemplates', () => {
  it('finds the template of each mail among the providers', () => {
    const template = new Template(WELCOME);
    expect(boot(null, 'x', {}, template).require('test.welcome')).toBe(template);
  });

  it('does not boot with a mail that nobody writes, or that two write', () => {
    expect(() => boot()).toThrow('test.welcome has no template');
    expect(() => boot(new Template(WELCOME), new Template(WELCOME))).toThrow('test.welcome has two templates');
  });

  it('does not let two mails have one name', () => {
    expect(() => defineMail({ name: 'test.welcome', stream: 'reviews' })).toThrow('defined twice');
  });

  it('refuses a name that it does not know: the row of another release', () => {
    expect(() => boot(new Template(WELCOME)).require('test.gone')).toThrow('test.gone has no template');
  });
});
