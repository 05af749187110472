import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const panel = fileURLToPath(new URL('../../', import.meta.url));
const repository = join(panel, '../..');

/** A file of manifests/. @param {string[]} path */
export const manifests = (...path) => join(repository, 'manifests', ...path);

/** A file of artifacts/. @param {string[]} path */
export const artifacts = (...path) => join(repository, 'artifacts', ...path);

/**
 * Makes the folder that is packed: the pages, and files of manifests/ beside them.
 * @param {'jira' | 'azure-devops'} kind
 * @param {Record<string, string>} files where each goes, and where in manifests/ it comes from
 * @param {string} folder
 * @param {string} service
 */
export async function stage(kind, files, folder, service) {
  rmSync(folder, { recursive: true, force: true });
  for (const [to, from] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(manifests(from), join(folder, to));
  }
  await run(join(packageOf('vite'), 'bin/vite.js'), ['build', '--mode', kind, '--outDir', join(folder, 'pages'), '--logLevel', 'warn'], {
    VITE_SERVICE: service,
  });
  return (/** @type {string} */ path) => existsSync(join(folder, path));
}

/** The folder of a package that npm has installed. @param {string} name */
export const packageOf = (name) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/**
 * Runs a program of Node and fails where it does.
 * @param {string} script
 * @param {string[]} options
 * @param {Record<string, string>} environment
 * @param {string} folder where it runs
 * @returns {Promise<string>} what it printed
 */
export async function run(script, options, environment = {}, folder = panel) {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...options], { cwd: folder, env: { ...process.env, ...environment } });
    return stdout;
  } catch (failure) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (failure);
    throw new Error([stdout, stderr].join('\n').trim(), { cause: failure });
  }
}

/** @param {string[]} troubles @param {string} what */
export function failWhere(troubles, what) {
  if (troubles.length > 0) {
    throw new Error([`${what} cannot be packed:`, ...troubles].join('\n- '));
  }
}
