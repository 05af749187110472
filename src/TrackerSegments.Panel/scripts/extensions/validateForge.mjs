// Forge's own validation of the manifest in the working folder: prints what is wrong as JSON. It looks at the working folder alone, so
// that it runs in a process of its own. Usage: node validateForge.mjs KIND…
import forge from '@forge/manifest';

const kinds = /** @type {Record<string, any>} */ (forge.ValidationTypes);
const wrong = [];
for (const name of process.argv.slice(2)) {
  const result = await forge.ProcessorBuilder.instance().withValidation(kinds[name]).build().process();
  wrong.push(...(result.errors ?? []).map(({ message, level }) => `${name}: ${level ?? 'error'}: ${message}`));
  if (!result.success && !result.errors?.length) {
    wrong.push(`${name}: failed without a reason`);
  }
}
console.log(JSON.stringify(wrong));
