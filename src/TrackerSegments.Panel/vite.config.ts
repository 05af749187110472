import { defineConfig } from 'vitest/config';

const service = process.env.TRACKER_SEGMENTS_SERVICE ?? 'http://127.0.0.1:7071';

export default defineConfig({
  // Relative addresses: the panel also lives inside frames that are not at the root of their host.
  base: './',
  build: {
    target: 'es2022',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': service } },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.{ts,tsx}'] },
});
