import { readFileSync } from 'node:fs';

/**
 * What whoever installs the extensions fills in, once for both trackers.
 * @typedef {{ service: string, jira?: { app?: string }, azureDevOps?: { publisher?: string } }} Installation
 */

const example = 'Copy manifests/installation.example.json there and fill it in.';

/** @param {string} file @returns {Installation} */
export function readInstallation(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file} is not there. ${example}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** The address of the service as the extensions keep it: https, and nothing behind the path. @param {Installation} installation */
export function serviceOf({ service }) {
  const url = typeof service === 'string' && URL.canParse(service) ? new URL(service) : null;
  if (url?.protocol !== 'https:' || url.username || url.search || url.hash) {
    throw new Error(`"service" must be the https address of the service, like https://segments.example.com; it is ${JSON.stringify(service)}.`);
  }
  return url.href.replace(/\/+$/, '');
}

/** @param {Installation} installation */
export function appOf({ jira }) {
  const app = jira?.app ?? '';
  if (!/^ari:cloud:ecosystem::app\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(app)) {
    throw new Error(`"jira.app" must be the app's id as "forge register" prints it, like ari:cloud:ecosystem::app/…; it is ${JSON.stringify(app)}.`);
  }
  return app;
}

/** @param {Installation} installation */
export function publisherOf({ azureDevOps }) {
  const publisher = azureDevOps?.publisher ?? '';
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,49}$/.test(publisher)) {
    throw new Error(`"azureDevOps.publisher" must be the id of your publisher on the Visual Studio Marketplace; it is ${JSON.stringify(publisher)}.`);
  }
  return publisher;
}
