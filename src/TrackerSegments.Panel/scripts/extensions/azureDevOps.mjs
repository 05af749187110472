/** What an extension of Azure DevOps may ask for here; a scope more is asked of every organization again. */
const scopes = ['vso.work', 'vso.work_write'];

/** Which properties of a contribution name a file of the package. */
const files = ['uri', 'catalogIconUrl', 'loadingImageUrl', 'previewImageUrl'];

/**
 * What tfx lets through, in sentences. None where the manifest can be packed.
 * @param {any} manifest
 * @param {(path: string) => boolean} exists whether the package has that file
 * @returns {string[]}
 */
export function troublesOf(manifest, exists) {
  const contributions = manifest.contributions ?? [];
  const ids = contributions.map((/** @type {any} */ { id }) => id);
  return [
    ...['id', 'version', 'name', 'description'].filter((name) => !manifest[name]).map((name) => `The manifest has no ${name}.`),
    ...(manifest.scopes ?? [])
      .filter((/** @type {string} */ scope) => !scopes.includes(scope))
      .map((/** @type {string} */ scope) => `The scope ${scope} is none of those that are needed: ${scopes.join(', ')}.`),
    ...scopes.filter((scope) => !manifest.scopes?.includes(scope)).map((scope) => `The scope ${scope} is missing.`),
    ...missing(Object.values(manifest.icons ?? {}), 'The manifest', exists),
    ...missing(Object.values(manifest.content ?? {}).map(({ path }) => path), 'The manifest', exists),
    ...(manifest.icons?.default ? [] : ['The manifest has no default icon.']),
    ...contributions.flatMap((/** @type {any} */ contribution, /** @type {number} */ at) => troublesOfContribution(contribution, at, ids, exists)),
  ];
}

/** @param {any} contribution @param {number} at @param {string[]} ids @param {(path: string) => boolean} exists */
function troublesOfContribution({ id, type, targets = [], properties = {} }, at, ids, exists) {
  const name = id ? `The contribution ${id}` : `Contribution ${at + 1}`;
  const own = targets.filter((/** @type {string} */ target) => target.startsWith('.')).map((/** @type {string} */ target) => target.slice(1));
  return [
    ...(id ? [] : [`${name} has no id.`]),
    ...(id && ids.indexOf(id) !== at ? [`${name} is there twice.`] : []),
    ...(type ? [] : [`${name} has no type.`]),
    ...(targets.length > 0 ? [] : [`${name} has no target, so it would be shown nowhere.`]),
    ...own.filter((/** @type {string} */ target) => !ids.includes(target)).map((/** @type {string} */ target) => `${name} targets ${target}, which is not there.`),
    ...(properties.uri ? [] : [`${name} names no page (uri).`]),
    ...missing(files.map((file) => properties[file]).filter(Boolean), name, exists),
  ];
}

/** @param {string[]} paths @param {string} name @param {(path: string) => boolean} exists */
const missing = (paths, name, exists) => paths.filter((path) => !exists(path)).map((path) => `${name} names ${path}, which is not in the package.`);
