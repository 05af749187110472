import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { troublesOf } from './azureDevOps.mjs';
import { publisherOf, serviceOf } from './installation.mjs';
import { artifacts, failWhere, packageOf, run, stage } from './staging.mjs';

const files = {
  'vss-extension.json': 'azure-devops/vss-extension.json',
  'overview.md': 'azure-devops/overview.md',
  'images/logo.png': 'images/logo.png',
  'images/widget.png': 'images/widget.png',
};

/**
 * Makes the .vsix that is uploaded to the Visual Studio Marketplace.
 * @param {import('./installation.mjs').Installation} installation
 * @param {string} out
 * @returns {Promise<string>} where it is
 */
export async function packAzureDevOps(installation, out = artifacts()) {
  const publisher = publisherOf(installation);
  const folder = join(out, 'azure-devops');
  const exists = await stage('azure-devops', files, folder, serviceOf(installation));
  const manifest = JSON.parse(readFileSync(join(folder, 'vss-extension.json'), 'utf8'));
  failWhere(troublesOf(manifest, exists), 'The extension for Azure DevOps');
  const vsix = join(out, `${publisher}.${manifest.id}-${manifest.version}.vsix`);
  rmSync(vsix, { force: true });
  await run(join(packageOf('tfx-cli'), '_build/tfx-cli.js'), [
    'extension', 'create', '--root', folder, '--manifests', 'vss-extension.json', '--publisher', publisher, '--output-path', vsix, '--no-prompt', '--no-color',
  ]);
  return vsix;
}
