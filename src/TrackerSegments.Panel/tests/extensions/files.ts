import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../../', import.meta.url));

export const read = (...path: string[]): string => readFileSync(join(repository, ...path), 'utf8');

/** The sources of a folder of the service, all in one text. */
export function sourcesOf(folder: string): string {
  const service = join(repository, 'src/TrackerSegments.Service', folder);
  return readdirSync(service, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cs'))
    .map((file) => readFileSync(join(service, file), 'utf8'))
    .join('\n');
}

export const installation = {
  service: 'https://segments.fabrikam.com',
  jira: { app: 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555' },
  azureDevOps: { publisher: 'fabrikam' },
};
