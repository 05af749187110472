// @vitest-environment node
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { troublesOf } from '../../scripts/extensions/azureDevOps.mjs';
import { packAzureDevOps } from '../../scripts/extensions/packAzureDevOps.mjs';
import { installation, read } from './files';

/** It is taken apart here. */
type Manifest = any;

const manifest = (): Manifest => JSON.parse(read('manifests/azure-devops/vss-extension.json'));
const contribution = (changed: Manifest, id: string) => changed.contributions.find((one: Manifest) => one.id === id);
const everything = () => true;

describe('the packed extension', () => {
  let out: string;
  let vsix: string;
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'vsix-'));
    vsix = await packAzureDevOps(installation, out);
  }, 180_000);
  afterAll(() => rmSync(out, { recursive: true }));

  it('is a package of that publisher', () => {
    expect(vsix).toBe(join(out, 'fabrikam.tracker-segments-0.1.0.vsix'));
    expect(readFileSync(vsix).subarray(0, 2).toString()).toBe('PK');
  });

  it('has the address of the service on every page, from that one place', () => {
    const pages = readdirSync(join(out, 'azure-devops/pages')).filter((name) => name.endsWith('.html'));
    expect(pages).toHaveLength(5);
    for (const page of pages) {
      expect(readFileSync(join(out, 'azure-devops/pages', page), 'utf8')).toContain('<meta name="service" content="https://segments.fabrikam.com" />');
    }
  });

  it('has no script and no style within its pages', () => {
    for (const page of readdirSync(join(out, 'azure-devops/pages')).filter((name) => name.endsWith('.html'))) {
      const html = readFileSync(join(out, 'azure-devops/pages', page), 'utf8');
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    }
  });
});

describe('the manifest for Azure DevOps', () => {
  it('has the version of the panel', () => expect(manifest().version).toBe(JSON.parse(read('src/TrackerSegments.Panel/package.json')).version));

  it('has nothing wrong that tfx would let through', () => expect(troublesOf(manifest(), everything)).toEqual([]));

  it('offers the widget in three sizes', () =>
    expect(contribution(manifest(), 'segments-widget').properties.supportedSizes.map(({ columnSpan, rowSpan }: Manifest) => `${columnSpan}×${rowSpan}`)).toEqual([
      '2×2', '3×2', '4×2',
    ]));

  const wrong: [string, (changed: Manifest) => void, string][] = [
    ['a scope too many', (changed) => changed.scopes.push('vso.code'), 'The scope vso.code is none of those that are needed: vso.work, vso.work_write.'],
    ['a misspelt scope', (changed) => (changed.scopes = ['vso.work', 'vso.work-write']), 'The scope vso.work_write is missing.'],
    ['no id', (changed) => delete changed.id, 'The manifest has no id.'],
    ['no version', (changed) => delete changed.version, 'The manifest has no version.'],
    ['no icon', (changed) => delete changed.icons, 'The manifest has no default icon.'],
    ['a contribution without id', (changed) => delete changed.contributions[0].id, 'Contribution 1 has no id.'],
    ['a contribution twice', (changed) => changed.contributions.push(changed.contributions[0]), 'The contribution segments-hub is there twice.'],
    ['a contribution without type', (changed) => delete changed.contributions[0].type, 'The contribution segments-hub has no type.'],
    ['a contribution shown nowhere', (changed) => (changed.contributions[0].targets = []), 'The contribution segments-hub has no target, so it would be shown nowhere.'],
    ['a contribution without page', (changed) => delete contribution(changed, 'segments-epic').properties.uri, 'The contribution segments-epic names no page (uri).'],
    ['settings of a widget that are not there', (changed) => changed.contributions.splice(3, 1), 'The contribution segments-widget targets segments-widget-settings, which is not there.'],
  ];
  it.each(wrong)('with %s is not packed', (_, change, sentence) => {
    const changed = manifest();
    change(changed);
    expect(troublesOf(changed, everything)).toContain(sentence);
  });

  it.each(['pages/hub.html', 'pages/widget.html', 'images/logo.png', 'images/widget.png', 'overview.md'])('is not packed without %s', (file) =>
    expect(troublesOf(manifest(), (path) => path !== file).join('\n')).toContain(`names ${file}, which is not in the package.`));

  it('names every page that there is', () => {
    const named = manifest().contributions.map(({ properties }: Manifest) => properties.uri.replace('pages/', ''));
    const pages = readdirSync(new URL('../../pages/azure-devops/', import.meta.url));
    expect(named.toSorted()).toEqual(pages.toSorted());
  });
});
