// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { appOf, publisherOf, readInstallation, serviceOf } from '../../scripts/extensions/installation.mjs';
import { installation, repository } from './files';

describe('what an installer fills in', () => {
  it('has an example that can be packed as it stands', () => {
    const example = readInstallation(`${repository}manifests/installation.example.json`);
    expect([serviceOf(example), appOf(example), publisherOf(example)]).toHaveLength(3);
  });

  it('is asked for where it is not there', () => expect(() => readInstallation('/nowhere.json')).toThrow('Copy manifests/installation.example.json there'));

  it.each([
    ['https://segments.fabrikam.com', 'https://segments.fabrikam.com'],
    ['https://segments.fabrikam.com/', 'https://segments.fabrikam.com'],
    ['https://fabrikam.com/segments/', 'https://fabrikam.com/segments'],
  ])('takes %s for the service', (service, kept) => expect(serviceOf({ service })).toBe(kept));

  it.each(['', 'segments.fabrikam.com', 'http://segments.fabrikam.com', 'https://a:b@fabrikam.com', 'https://fabrikam.com/?x=1', 'https://fabrikam.com/#x'])(
    'says that "%s" is no address of a service',
    (service) => expect(() => serviceOf({ service })).toThrow('must be the https address'),
  );

  it.each([undefined, '11111111-2222-4333-8444-555555555555', `${installation.jira.app}x`])('says that %s is no app', (app) =>
    expect(() => appOf({ ...installation, jira: app === undefined ? {} : { app } })).toThrow('"jira.app" must be'));

  it.each([undefined, '', 'a b', '-a'])('says that "%s" is no publisher', (publisher) =>
    expect(() => publisherOf({ ...installation, azureDevOps: publisher === undefined ? {} : { publisher } })).toThrow('"azureDevOps.publisher" must be'));
});
