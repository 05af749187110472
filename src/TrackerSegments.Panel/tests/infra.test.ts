// @vitest-environment node
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';
import { read } from './extensions/files';

const modules = createRequire(import.meta.url);
const source = read('infra/main.bicep');
let root: Node;

beforeAll(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(modules.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  root = parser.parse(source)!.rootNode;
});

const all = (node: Node, type: string): Node[] => [
  ...(node.type === type ? [node] : []),
  ...node.namedChildren.flatMap((child) => (child ? all(child, type) : [])),
];

/** The declaration of a resource by its name in the template. */
const resource = (name: string): string => {
  const found = all(root, 'resource_declaration').filter((node) => node.text.startsWith(`resource ${name} `));
  expect(found, name).toHaveLength(1);
  return found[0]!.text;
};

/** The settings that the program is started with. */
const settings = () =>
  Object.fromEntries([...resource('app').matchAll(/\{ name: '([^']+)', value: (.+) \}/g)].map(([, name, value]) => [name!, value!]));

describe('the template', () => {
  it('is Bicep', () => {
    expect(root.hasError).toBe(false);
    expect(all(root, 'ERROR')).toEqual([]);
    expect(all(root, 'resource_declaration').length).toBeGreaterThan(10);
  });

  it('says what every parameter is for, and makes up no secret', () => {
    const parameters = [...source.matchAll(/((?:^@.*\n)+)^param (\w+) \w+( = .*)?$/gm)];
    expect(parameters).toHaveLength(all(root, 'parameter_declaration').length);
    for (const [, decorators, name, value] of parameters) {
      expect(decorators, name).toContain('@description(');
      if (decorators!.includes('@secure()')) {
        expect(value, name).toBeUndefined();
      }
    }
    expect(parameters.filter(([, decorators]) => decorators!.includes('@secure()')).map(([, , name]) => name)).toEqual(['access', 'secretKey']);
  });

  it('runs the custom handler on Flex Consumption with an identity of its own', () => {
    expect(resource('plan')).toMatch(/name: 'FC1', tier: 'FlexConsumption'[\s\S]*reserved: true/);
    expect(resource('app')).toContain("runtime: { name: 'custom', version: '1.0' }");
    expect(resource('app')).toContain("identity: { type: 'SystemAssigned' }");
    expect(resource('app')).toContain("authentication: { type: 'SystemAssignedIdentity' }");
    expect(resource('app')).toContain('httpsOnly: true');
    expect(source).not.toContain('FUNCTIONS_WORKER_RUNTIME');
  });

  it('opens the storage account to identities alone, over TLS', () => {
    const storage = resource('storage');
    for (const line of ['allowSharedKeyAccess: false', 'allowBlobPublicAccess: false', "minimumTlsVersion: 'TLS1_2'", 'supportsHttpsTrafficOnly: true']) {
      expect(storage).toContain(line);
    }
    expect(source).not.toMatch(/listKeys|AccountKey|SharedAccessSignature/);
  });

  it('gives the identity the four roles that it needs, on these resources alone', () => {
    const assignments = all(root, 'resource_declaration').filter((node) => node.text.includes('Microsoft.Authorization/roleAssignments'));
    expect(assignments.map((node) => /scope: (\w+)/.exec(node.text)?.[1])).toEqual(['storage', 'vault', 'insights']);
    expect(source).toContain('var storageRoles = [blobOwner, queueContributor, tableContributor]');
    expect(source).not.toMatch(/8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c/);
  });

  it('hands over secrets out of the vault alone', () => {
    for (const name of ['TRACKERSEGMENTS_SECRET_KEY', 'TRACKERSEGMENTS_ACCESS']) {
      expect(settings()[name]).toMatch(/^'@Microsoft\.KeyVault\(SecretUri=/);
    }
    expect(resource('vault')).toContain('enableRbacAuthorization: true');
    expect(resource('vault')).toContain('enablePurgeProtection: true');
    expect(source).not.toMatch(/^output .*(secretKey|access)\b/m);
  });

  it('gives settings that the program knows, and all that it cannot do without', () => {
    const known = new Set(
      ['Storage/AzureTables/TableAccount.cs', 'Tenants/SecretKey.cs', 'Access/Settings/AccessFile.cs', 'Outbound/OutboundGuard.cs'].flatMap((file) => [
        ...read(`src/TrackerSegments.Service/${file}`).matchAll(/"(TRACKERSEGMENTS_\w+)"/g),
      ].map(([, name]) => name)),
    );
    const given = Object.keys(settings()).filter((name) => name.startsWith('TRACKERSEGMENTS_'));
    expect(given.filter((name) => !known.has(name))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining(['TRACKERSEGMENTS_STORAGE', 'TRACKERSEGMENTS_SECRET_KEY', 'TRACKERSEGMENTS_ACCESS']));
  });

  it('makes the queues that the functions wait for', () => {
    const functions = new URL('../../TrackerSegments.Service/Functions/', import.meta.url);
    const waited = readdirSync(functions, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => JSON.parse(readFileSync(new URL(`${entry.name}/function.json`, functions), 'utf8')).bindings)
      .filter((binding: { type: string }) => binding.type === 'queueTrigger')
      .map((binding: { queueName: string }) => binding.queueName);
    const made = all(root, 'resource_declaration').flatMap((node) => /^resource \w+ 'queues' = \{\s*name: '([^']+)'/.exec(node.text)?.[1] ?? []);
    expect([...new Set(made)].sort()).toEqual([...new Set(waited)].sort());
  });

  it('has parameters in its file that it knows, and no secret there', () => {
    const file = Object.keys(JSON.parse(read('infra/main.parameters.json')).parameters);
    const names = all(root, 'parameter_declaration').map((node) => /param (\w+)/.exec(node.text)![1]);
    expect(file.filter((name) => !names.includes(name))).toEqual([]);
    expect(file).not.toContain('access');
    expect(file).not.toContain('secretKey');
  });
});
