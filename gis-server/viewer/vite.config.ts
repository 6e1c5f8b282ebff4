import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the page from source and asks the server on port 8080 for everything else.
const server = 'http://localhost:8080';

/**
 * The map's worker once more, under the scope of the service worker of /safety: only there that one
 * can answer for it without a network.
 */
const safetyMapWorker: Plugin = {
  name: 'safety-map-worker',
  apply: 'build',
  generateBundle(_, bundle) {
    const worker = Object.values(bundle).find(({ fileName }) => fileName.startsWith('assets/maplibre-gl-worker-'));
    if (worker?.type !== 'asset') throw new Error('the bundle has no worker of the map');
    this.emitFile({ type: 'asset', fileName: 'safety-map.js', source: worker.source });
  },
};

export default defineConfig({
  plugins: [safetyMapWorker],
  build: {
    outDir: '../target/classes/web',
    emptyOutDir: true,
    // The pages that the server writes find their scripts and styles in it.
    manifest: true,
    // Every asset is a file of its own: the page's content security policy allows no inlined ones.
    assetsInlineLimit: 0,
    // The map library is one piece of about 1 MB, and the page is of no use without it.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: [
        'index.html',
        'account.html',
        'admin.html',
        'field.html',
        'counter.html',
        'check.html',
        'shelter.html',
        'safety.html',
        'src/safety/worker/safetyWorker.ts',
        'src/document/document.css',
        'src/ogc/ogc.css',
        'src/opendata/open.css',
        'src/opendata/openMap.ts',
      ],
      output: {
        // A service worker keeps its name, and is asked for anew each time.
        entryFileNames: ({ name }) =>
          name === 'safetyWorker' ? 'safety-sw.js' : 'assets/[name]-[hash].js',
        // One file for all that pages share, so that another page costs the map no further request.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
        // The map's worker comes as .mjs, which many web servers do not know for a script.
        assetFileNames: ({ names }) =>
          names[0]?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: {
    proxy: { '/api': server, '/ogc': server, '/tiles': server, '/styles': server },
  },
  test: {
    include: ['src/**/*.test.ts'],
    reporters: ['default', './build/surefireReporter.mjs'],
  },
});
