import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseDocument } from 'yaml';
import { appOf, serviceOf } from './installation.mjs';
import { troublesOf, validations } from './jira.mjs';
import { artifacts, failWhere, run, stage } from './staging.mjs';

const files = {
  'manifest.yml': 'jira/manifest.yml',
  'images/logo.svg': 'images/logo.svg',
  'images/widget.png': 'images/widget.png',
};

/**
 * Makes the folder in which `forge deploy` is run.
 * @param {import('./installation.mjs').Installation} installation
 * @param {string} out
 * @returns {Promise<string>} where it is
 */
export async function packJira(installation, out = artifacts()) {
  const [app, service] = [appOf(installation), serviceOf(installation)];
  const folder = join(out, 'jira');
  const exists = await stage('jira', files, folder, service);
  const file = join(folder, 'manifest.yml');
  writeFileSync(file, filledIn(readFileSync(file, 'utf8'), app, service));
  failWhere([...(await validate(folder)), ...troublesOf(parse(readFileSync(file, 'utf8')), exists)], 'The app for Jira');
  return folder;
}

/** The manifest with the app's id and the service's address. @param {string} manifest @param {string} app @param {string} service */
export function filledIn(manifest, app, service) {
  const document = parseDocument(manifest);
  document.setIn(['app', 'id'], app);
  document.setIn(['remotes', 0, 'baseUrl'], service);
  return document.toString({ lineWidth: 0 });
}

/**
 * What Forge's own validation says of the manifest in a folder.
 * @param {string} folder
 * @param {readonly string[]} kinds
 * @returns {Promise<string[]>}
 */
export async function validate(folder, kinds = validations) {
  const script = fileURLToPath(new URL('./validateForge.mjs', import.meta.url));
  return JSON.parse(await run(script, [...kinds], {}, folder));
}
