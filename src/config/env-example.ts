import { environmentSchema } from './env.js';
import { settingNotes } from './setting.js';

/** The text of `.env.example`: every setting of the schema, explained and commented out. */
export function envExample(): string {
  const lines = [
    '# Settings of the platform. All have a default: copy to .env and uncomment what you change.',
    '# Generated from src/config/env.ts: npm run env:example',
  ];
  let section = '';
  for (const [name, schema] of Object.entries(environmentSchema.shape)) {
    const note = settingNotes.get(schema);
    if (!note) throw new Error(`${name} has no note in the schema`);
    if (note.section !== section) lines.push('', `## ${note.section}`);
    section = note.section;
    lines.push('', ...note.text.split('\n').map((line) => `# ${line}`));
    lines.push(`#${name}=${quoted(note.default ?? note.example ?? '')}`);
  }
  return `${lines.join('\n')}\n`;
}

function quoted(value: string): string {
  return /[\s<>#]/.test(value) ? `"${value}"` : value;
}
