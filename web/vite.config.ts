import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

import { worldMap } from './scripts/map-plugin';

// While the page is worked on, `npm run dev` asks a `casus serve` for everything else: CASUS_SERVE names it with its token, as
// printed, for instance `CASUS_SERVE='http://127.0.0.1:7917/?token=…' npm run dev`.
const served = process.env.CASUS_SERVE ? new URL(process.env.CASUS_SERVE) : undefined;

export default defineConfig({
  plugins: [svelte(), worldMap()],
  base: './',
  build: {
    target: 'es2022',
    // Nothing inline: the content security policy lets only files of the server run.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    outDir: 'dist',
  },
  server: served && {
    proxy: {
      '/api': {
        target: served.origin,
        changeOrigin: true,
        headers: { Authorization: `Bearer ${served.searchParams.get('token') ?? ''}`, Origin: served.origin },
      },
    },
  },
});
