// @vitest-environment node
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { troublesOf } from '../../scripts/extensions/jira.mjs';
import { packJira, validate } from '../../scripts/extensions/packJira.mjs';
import { installation, read } from './files';

/** It is taken apart here. */
type Manifest = any;

const manifest = (): Manifest => parse(read('manifests/jira/manifest.yml'));
const everything = () => true;
describe('the packed app', () => {
  let out: string;
  let app: string;
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'forge-'));
    // Packing asks Forge's own validation, of every kind, and ours.
    app = await packJira(installation, out);
  }, 300_000);
  afterAll(() => rmSync(out, { recursive: true }));

  it("has the installer's app and service in its manifest, and nothing of the example", () => {
    const text = readFileSync(join(app, 'manifest.yml'), 'utf8');
    expect(parse(text)).toMatchObject({ app: { id: installation.jira.app }, remotes: [{ baseUrl: 'https://segments.fabrikam.com' }] });
    expect(text).not.toContain('example.com');
  });

  it('has a page without script, style or handler within it, which Jira would refuse to run', () => {
    const html = readFileSync(join(app, 'pages/index.html'), 'utf8');
    expect(html).toMatch(/<script type="module" [^>]*src="\.\/assets\//);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    expect(readdirSync(join(app, 'images')).toSorted()).toEqual(['logo.svg', 'widget.png']);
  });

  it('would not have been packed where Forge finds something wrong', { timeout: 300_000 }, async () => {
    const broken = manifest();
    broken.remotes[0].baseUrl = 'http://segments.fabrikam.com';
    writeFileSync(join(app, 'manifest.yml'), stringify(broken));
    expect((await validate(app, ['FULL'])).join('\n')).toContain("'external.fetch.backend'");
  });
});

describe('the manifest for Jira', () => {
  it('has nothing wrong that Forge would let through', () => expect(troublesOf(manifest(), everything)).toEqual([]));

  const toUs: [string, (changed: Manifest) => void, string][] = [
    ['a misspelt event', (changed) => (changed.modules.trigger = [{ key: 'changed', endpoint: 'read', events: ['avi:jira:update:issue'] }]),
      'The trigger changed waits for avi:jira:update:issue, an event that Forge does not have.'],
    ['a remote that is not in the permissions', (changed) => delete changed.permissions.external,
      'The remote service is not under permissions.external.fetch.backend, so that calls to it would be refused.'],
    ['a misspelt scope', (changed) => changed.permissions.scopes.push('read:jira_work'), "The scope read:jira_work is none of Forge's."],
    ['an endpoint that is not there', (changed) => (changed.modules.scheduledTrigger[0].endpoint = 'reed'),
      'The module segments-read names the endpoint reed, which is not there.'],
    ['a resolver that is not there', (changed) => (changed.modules['jira:adminPage'][0].resolver.endpoint = 'panle'),
      'The module segments-admin names the endpoint panle, which is not there.'],
    ['a remote that is not there', (changed) => (changed.modules.endpoint[0].remote = 'servce'),
      'The endpoint panel names the remote servce, which is not there.'],
    ['a resource that is not there', (changed) => (changed.modules['jira:dashboardGadget'][0].edit.resource = 'page'),
      'The module segments-gadget names the resource page, which is not there.'],
  ];
  it.each(toUs)('with %s is refused by us', (_, change, sentence) => {
    const changed = manifest();
    change(changed);
    expect(troublesOf(changed, everything)).toContain(sentence);
  });

  it.each([
    ['pages', 'The resource pages is pages, which is not in the app.'],
    ['images/logo.svg', 'The module segments-project names the picture resource:images;logo.svg, which is not in the app.'],
  ])('is not packed without %s', (file, sentence) => expect(troublesOf(manifest(), (path) => path !== file)).toContain(sentence));

  it('knows the events of Jira and those of the app itself', () => {
    const changed = manifest();
    const events = ['avi:jira:created:issue', 'avi:jira:updated:issue', 'avi:jira:deleted:issue', 'avi:forge:installed:app'];
    changed.modules.trigger = [{ key: 'changed', endpoint: 'read', events }];
    expect(troublesOf(changed, everything)).toEqual([]);
  });
});
