// Writes .env.example from the schema of the built product. Run it by `npm run env:example`, which builds first.
import { writeFileSync } from 'node:fs';
import { envExample } from '../dist/config/env-example.js';

writeFileSync(new URL('../.env.example', import.meta.url), envExample());
