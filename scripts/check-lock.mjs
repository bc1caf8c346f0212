// Fails when package-lock.json lacks an optional dependency: npm writes such a lock silently on one platform,
// and `npm ci` then fails on another.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !isLocked(place, name))
    .map((name) => `package-lock.json lacks ${name}, which ${place || 'package.json'} asks for`),
);
for (const line of missing) console.error(line);
process.exitCode = missing.length > 0 ? 1 : 0;

/** As Node looks it up: beside the package's own modules, then in each folder above. */
function isLocked(place, name) {
  for (let folder = place; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}
