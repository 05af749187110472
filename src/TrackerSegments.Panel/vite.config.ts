import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vitest/config';

const service = process.env.TRACKER_SEGMENTS_SERVICE ?? 'http://127.0.0.1:7071';

/** The pages for inside a tracker: the mode is the tracker's folder. The stand-alone page knows nothing of them. */
function insideTracker(tracker: string): UserConfig {
  const root = fileURLToPath(new URL(`pages/${tracker}/`, import.meta.url));
  const pages = readdirSync(root).filter((name) => name.endsWith('.html'));
  return {
    root,
    build: {
      outDir: fileURLToPath(new URL(`../../artifacts/${tracker}/pages/`, import.meta.url)),
      emptyOutDir: true,
      rollupOptions: { input: pages.map((name) => root + name) },
    },
  };
}

export default defineConfig(({ mode }) => {
  const own = mode === 'jira' || mode === 'azure-devops' ? insideTracker(mode) : {};
  return {
    ...own,
    // Relative addresses: the panel also lives inside frames that are not at the root of their host.
    base: './',
    build: {
      target: 'es2022',
      // The content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      ...own.build,
    },
    server: { proxy: { '/api': service } },
    test: {
      environment: 'happy-dom',
      include: ['tests/**/*.test.{ts,tsx}'],
      setupFiles: 'tests/setup.ts',
      // How long a busy machine takes for a part that is fetched later says nothing.
      testTimeout: 30_000,
      expect: { poll: { timeout: 15_000 } },
    },
  };
});
