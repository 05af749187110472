import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Forge's own lists: the package ships them and exports none.
const forge = dirname(createRequire(import.meta.url).resolve('@forge/manifest'));
const listOf = (/** @type {string} */ file) => JSON.parse(readFileSync(join(forge, file), 'utf8'));
/** @type {{ mapping: { productEvent: string }[] }} */
const events = listOf('mapping/product-event-to-scope-mapping.json');
/** @type {string[]} */
const scopes = listOf('scopes/shipyard-scopes.json');

/** Events that no scope is needed for: https://developer.atlassian.com/platform/forge/events-reference/life-cycle/ */
const lifecycle = ['avi:forge:installed:app', 'avi:forge:upgraded:app', 'avi:forge:uninstalled:app'];

/** The kinds of validation that @forge/manifest knows for a manifest like this. */
export const validations = ['FULL', 'PRODUCT_TRIGGER', 'FORGE_REMOTE_COMPUTE', 'DEPRECATED_CSP_METHOD', 'DEPRECATED_EGRESS_PERMISSIONS'];

/**
 * What Forge's own validation lets through, in sentences. None where the manifest can be packed.
 * @param {any} manifest
 * @param {(path: string) => boolean} exists whether the app has that file or folder
 * @returns {string[]}
 */
export function troublesOf(manifest, exists) {
  const { endpoint: endpoints = [], trigger: triggers = [], scheduledTrigger: schedules = [], ...views } = manifest.modules;
  const known = (/** @type {any[]} */ list) => new Set((list ?? []).map(({ key }) => key));
  const [remotes, resources] = [known(manifest.remotes), known(manifest.resources)];
  const backends = new Set((manifest.permissions?.external?.fetch?.backend ?? []).map((/** @type {any} */ { remote }) => remote));
  const shown = /** @type {any[]} */ (Object.values(views)).flat();
  return [
    ...triggers.flatMap((/** @type {any} */ { key, events: named }) =>
      named
        .filter((/** @type {string} */ event) => !lifecycle.includes(event) && !events.mapping.some(({ productEvent }) => productEvent === event))
        .map((/** @type {string} */ event) => `The trigger ${key} waits for ${event}, an event that Forge does not have.`),
    ),
    ...(manifest.permissions?.scopes ?? [])
      .filter((/** @type {string} */ scope) => !scopes.includes(scope))
      .map((/** @type {string} */ scope) => `The scope ${scope} is none of Forge's.`),
    ...[...remotes].filter((key) => !backends.has(key)).map((key) => `The remote ${key} is not under permissions.external.fetch.backend, so that calls to it would be refused.`),
    ...endpoints
      .filter((/** @type {any} */ { remote }) => !remotes.has(remote))
      .map((/** @type {any} */ { key, remote }) => `The endpoint ${key} names the remote ${remote}, which is not there.`),
    ...[...shown.map(({ key, resolver }) => ({ key, endpoint: resolver?.endpoint })), ...triggers, ...schedules]
      .filter(({ endpoint }) => endpoint && !known(endpoints).has(endpoint))
      .map(({ key, endpoint }) => `The module ${key} names the endpoint ${endpoint}, which is not there.`),
    ...shown
      .flatMap(({ key, resource, edit, icon, thumbnail }) => [resource, edit?.resource, ...[icon, thumbnail].map(resourceIn)].map((name) => ({ key, name })))
      .filter(({ name }) => name && !resources.has(name))
      .map(({ key, name }) => `The module ${key} names the resource ${name}, which is not there.`),
    ...shown
      .flatMap(({ key, icon, thumbnail }) => [icon, thumbnail].map((picture) => ({ key, picture })))
      .filter(({ picture }) => picture && !exists(fileOf(picture, manifest)))
      .map(({ key, picture }) => `The module ${key} names the picture ${picture}, which is not in the app.`),
    ...(manifest.resources ?? [])
      .filter((/** @type {any} */ { path }) => !exists(path))
      .map((/** @type {any} */ { key, path }) => `The resource ${key} is ${path}, which is not in the app.`),
  ];
}

/** The resource in resource:NAME;FILE; undefined for an address. @param {string | undefined} picture */
const resourceIn = (picture) => /^resource:([^;]+);/.exec(picture ?? '')?.[1];

/** @param {string} picture @param {any} manifest */
function fileOf(picture, manifest) {
  const folder = manifest.resources?.find((/** @type {any} */ { key }) => key === resourceIn(picture))?.path;
  return `${folder}/${picture.slice(picture.indexOf(';') + 1)}`;
}
