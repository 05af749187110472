// Packs an extension into artifacts/. Usage: node scripts/extensions/pack.mjs jira|azure-devops [INSTALLATION.json]
import { packAzureDevOps } from './packAzureDevOps.mjs';
import { readInstallation } from './installation.mjs';
import { packJira } from './packJira.mjs';
import { manifests } from './staging.mjs';

const kinds = { jira: packJira, 'azure-devops': packAzureDevOps };
const [kind, file = manifests('installation.json')] = process.argv.slice(2);

try {
  const pack = kinds[/** @type {keyof typeof kinds} */ (kind)];
  if (!pack) {
    throw new Error(`Say which extension to pack: ${Object.keys(kinds).join(' or ')}.`);
  }
  console.log(await pack(readInstallation(file)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
